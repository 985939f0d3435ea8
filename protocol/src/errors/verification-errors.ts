import type { ErrorArea, ErrorEntry } from './error-entry.js';

/** Verification codes differ in their texts only: none is worth a retry, all mean that the input is not accepted. */
function refused(meaning: ErrorEntry['meaning'], action: ErrorEntry['action']): ErrorEntry {
  return { status: 422, retryable: false, meaning, action };
}

const FETCH_AGAIN = {
  en: 'Get the package again from its source; if it is the same, treat it as altered.',
  zh: '请重新从来源获取证据包；若仍相同，应视为已被改动。',
} as const;
const FETCH_READ = {
  en: 'Get a fresh endorsed read from the ledger.',
  zh: '请重新向账本获取背书读取。',
} as const;

export const verificationErrors = {
  PACKAGE_MALFORMED: refused(
    {
      en: 'The file is not an evidence package or bundle in its one canonical form.',
      zh: '该文件不是规范形式的证据包或证据集。',
    },
    FETCH_AGAIN,
  ),
  TRUST_ROOT_NOT_PINNED: refused(
    {
      en: 'No pinned trust root was given, or it is not the pinned one or its accepted successor; a trust root is never taken from the package under test.',
      zh: '未提供已固定的信任根，或所给信任根既非已固定者亦非其被接受的后继；信任根绝不取自被检验的证据包。',
    },
    {
      en: 'Pin a trust root by a fingerprint that you got elsewhere.',
      zh: '请用从他处得到的指纹固定信任根。',
    },
  ),
  TRUST_ROOT_INVALID: refused(
    {
      en: 'The trust root is not in its specified form, or its signatures do not meet its threshold.',
      zh: '信任根不符合规定形式，或其签名未达到门限。',
    },
    { en: 'Get the trust root again from the consortium.', zh: '请重新向联盟获取信任根。' },
  ),
  CONSORTIUM_REQUIRED: refused(
    {
      en: 'A consortium’s ledger is required, but this trust root describes a single operator’s.',
      zh: '要求联盟账本，但该信任根所述为单一运营方的账本。',
    },
    {
      en: 'Ask for evidence on a ledger of at least two operators.',
      zh: '请索取至少两个运营方的账本上的证据。',
    },
  ),
  CERTIFICATE_INVALID: refused(
    {
      en: 'A certificate or its signature is malformed, of an unsupported kind, or not issued by an authority of its organisation for that time.',
      zh: '证书或其签名格式错误、种类不受支持，或在该时间不是由其组织的认证机构签发。',
    },
    { en: 'Check the certificate against the trust root.', zh: '请对照信任根检查证书。' },
  ),
  BATCH_PROOF_INVALID: refused(
    {
      en: 'The batch is malformed, or its path does not lead from the member to the signed root.',
      zh: '批次格式错误，或路径不能从成员推导至已签名的根。',
    },
    FETCH_AGAIN,
  ),
  BATCH_MEMBER_MISPLACED: refused(
    {
      en: 'The member’s index, id, audience or signers do not fit its batch.',
      zh: '成员的序号、编号、受众或签名者与其批次不符。',
    },
    FETCH_AGAIN,
  ),
  READ_MALFORMED: refused(
    {
      en: 'An endorsed read, or an answer in it, is not in the one form that is accepted.',
      zh: '背书读取或其中的应答不是唯一可接受的形式。',
    },
    FETCH_READ,
  ),
  READ_SET_MISMATCH: refused(
    {
      en: 'What the peers read is not what was asked and answered, or they wrote something.',
      zh: '节点读取的内容与所问所答不符，或有写入。',
    },
    FETCH_READ,
  ),
  READ_CONTEXT_MISMATCH: refused(
    {
      en: 'An endorsed read is of another ledger, channel, chaincode, request or nonce, or its parts do not belong together.',
      zh: '背书读取属于其他账本、通道、链码、请求或随机数，或其各部分不属于同一次读取。',
    },
    FETCH_READ,
  ),
  READ_SIGNATURE_INVALID: refused(
    {
      en: 'An endorsement’s signature or certificate does not hold under the trust root.',
      zh: '背书的签名或证书在信任根下不成立。',
    },
    FETCH_READ,
  ),
  READ_CONFLICT: refused(
    { en: 'Two endorsed reads answer the same key differently.', zh: '两次背书读取对同一键的应答不同。' },
    FETCH_READ,
  ),
  READ_INCOMPLETE: refused(
    {
      en: 'The endorsed reads do not answer everything that this record needs, at a state that includes its anchor.',
      zh: '背书读取未就该记录所需的全部内容、在包含其锚定的状态上作出应答。',
    },
    FETCH_READ,
  ),
  ENDORSEMENT_TOO_FEW: refused(
    {
      en: 'Fewer different operators endorsed a read than the trust root requires.',
      zh: '为读取背书的不同运营方少于信任根的要求。',
    },
    FETCH_READ,
  ),
  ENTRY_MISMATCH: refused(
    {
      en: 'The log entry is not this record’s: digests, envelope, member or kind differ.',
      zh: '日志条目不属于该记录：摘要、信封、成员序号或种类不符。',
    },
    FETCH_AGAIN,
  ),
  CHECKPOINT_UNKNOWN_LOG: refused(
    {
      en: 'The checkpoint is of a log that the trust root does not know, or of a size for which it knows no key.',
      zh: '检查点来自信任根未列的日志，或信任根没有适用于该大小的密钥。',
    },
    {
      en: 'Accept the consortium’s next trust root if it names this log.',
      zh: '若联盟的后继信任根列有该日志，请接受该信任根。',
    },
  ),
  CHECKPOINT_SIGNATURE_INVALID: refused(
    { en: 'The log’s key has not signed this checkpoint.', zh: '日志密钥未签署该检查点。' },
    FETCH_AGAIN,
  ),
  INCLUSION_INVALID: refused(
    {
      en: 'The entry is not in the checkpoint’s tree at this index.',
      zh: '该条目不在检查点之树的该序号处。',
    },
    FETCH_AGAIN,
  ),
  ANCHOR_MISSING: refused(
    { en: 'The ledger holds no anchor for this checkpoint.', zh: '账本没有该检查点的锚定。' },
    { en: 'Get the package again after the log has been anchored.', zh: '请在日志锚定后重新获取证据包。' },
  ),
  ANCHOR_MISMATCH: refused(
    {
      en: 'The ledger’s anchor has another root than this checkpoint, or its predecessor does not fit: the log may be forked.',
      zh: '账本锚定的根与该检查点不同，或其前一锚定不符：日志可能分叉。',
    },
    { en: 'Report both checkpoints to the consortium.', zh: '请将两个检查点报告联盟。' },
  ),
  ANCHOR_NOT_FIRST: refused(
    {
      en: 'An earlier anchor already covers the entry; its time and key status must be judged there.',
      zh: '更早的锚定已覆盖该条目，其时间与密钥状态应据该锚定判断。',
    },
    {
      en: 'Get the package with the first anchor that covers the entry.',
      zh: '请获取带有首个覆盖该条目之锚定的证据包。',
    },
  ),
  KEY_NOT_YET_REGISTERED: refused(
    {
      en: 'A signer’s key was registered only after the record was anchored.',
      zh: '签名密钥在记录锚定之后才登记。',
    },
    { en: 'Deposit the record again.', zh: '请重新存证该记录。' },
  ),
  PROMISE_INVALID: refused(
    {
      en: 'The promise is malformed, not signed by this log for this ledger, or about another record.',
      zh: '承诺格式错误、不是该日志为该账本签署，或与该记录无关。',
    },
    FETCH_AGAIN,
  ),
  PROMISE_BROKEN: refused(
    {
      en: 'The log promised another entry than the proven one: that is evidence against the log.',
      zh: '日志承诺的条目与已证明的条目不同：这是对该日志不利的证据。',
    },
    { en: 'Keep the package and report it to the consortium.', zh: '请保留证据包并报告联盟。' },
  ),
  ORIGINAL_NOT_GIVEN: refused(
    {
      en: 'The original’s bytes were not given, so its digests were not recomputed.',
      zh: '未提供原件字节，未重新计算其摘要。',
    },
    { en: 'Give the original to have it compared.', zh: '请提供原件以供比对。' },
  ),
  ORIGINAL_KEY_MISSING: refused(
    {
      en: 'The statement commits to its original by HMAC, and the key was not given.',
      zh: '声明以 HMAC 承诺原件，但未提供密钥。',
    },
    { en: 'Ask the depositor for the original’s key.', zh: '请向存证方索取原件密钥。' },
  ),
  ORIGINAL_SIZE_MISMATCH: refused(
    { en: 'The original has another size than stated.', zh: '原件大小与声明不符。' },
    { en: 'Make sure that this is the original, byte for byte.', zh: '请确认这是逐字节相同的原件。' },
  ),
  ORIGINAL_MISMATCH: refused(
    { en: 'The original’s digests differ from those stated.', zh: '原件摘要与声明不符。' },
    { en: 'Make sure that this is the original, byte for byte.', zh: '请确认这是逐字节相同的原件。' },
  ),
  DEPENDS_ON_FAILED: refused(
    {
      en: 'Not checked, because it rests on a check that did not match.',
      zh: '因所依据的检查未能一致，此项未予核验。',
    },
    { en: 'See the check that failed.', zh: '请查看未通过的检查。' },
  ),
  REQUIRED_CHECK_ABSENT: refused(
    {
      en: 'The trust root requires a check of this kind of record for which the package brings nothing.',
      zh: '信任根要求对此类记录进行某项检查，而证据包未提供相应内容。',
    },
    { en: 'Get a package that has the missing part.', zh: '请获取带有所缺部分的证据包。' },
  ),
  KEY_CONTESTED: refused(
    {
      en: 'A compromise of a signer’s key is alleged from before this record was received; the anchor precedes the revocation, so the record is contested, not void.',
      zh: '有主张称签名密钥在收到该记录之前已泄露；锚定先于吊销，故该记录存有争议而非无效。',
    },
    { en: 'Weigh the record with other evidence.', zh: '请结合其他证据判断该记录。' },
  ),
  KEY_REVOKED_LATER: refused(
    {
      en: 'A signer’s key was revoked after this record was anchored; the record stands.',
      zh: '签名密钥在该记录锚定之后被吊销；该记录仍然成立。',
    },
    {
      en: 'Nothing to do for this record; do not accept new ones under this key.',
      zh: '该记录无需处理；请勿接受以该密钥签署的新记录。',
    },
  ),
  PROMISE_LATE: refused(
    { en: 'The anchor came later than the log had promised.', zh: '锚定晚于日志承诺的时间。' },
    { en: 'Report it to the log’s operator if it recurs.', zh: '若反复发生，请告知日志运营方。' },
  ),
  READ_IN_FUTURE: refused(
    {
      en: 'An endorsed read is dated later than this verification: one of the clocks is wrong.',
      zh: '背书读取的时间晚于本次核验：有一方时钟有误。',
    },
    { en: 'Check this computer’s clock.', zh: '请检查本机时钟。' },
  ),
} as const satisfies ErrorArea;
