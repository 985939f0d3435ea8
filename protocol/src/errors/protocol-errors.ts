import type { ErrorArea } from './error-entry.js';

export const protocolErrors = {
  JSON_MALFORMED: {
    status: 422,
    retryable: false,
    meaning: { en: 'The bytes are not well-formed UTF-8 JSON.', zh: '字节不是格式正确的 UTF-8 JSON。' },
    action: {
      en: 'Send strict JSON in UTF-8 without a byte order mark.',
      zh: '请发送不带字节序标记的 UTF-8 严格 JSON。',
    },
  },
  JSON_NOT_CANONICAL: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The JSON is well-formed but not in its one canonical form (RFC 8785): member order, white space, escapes, duplicate names or number form differ.',
      zh: 'JSON 格式正确，但不是唯一的规范形式（RFC 8785）：成员顺序、空白、转义、重复名称或数字写法不符。',
    },
    action: {
      en: 'Canonicalise before signing and send exactly those bytes.',
      zh: '请在签名前规范化，并原样发送这些字节。',
    },
  },
  JSON_TOO_DEEP: {
    status: 422,
    retryable: false,
    meaning: { en: 'The JSON is nested more than 32 levels deep.', zh: 'JSON 嵌套超过 32 层。' },
    action: { en: 'Flatten the document.', zh: '请减少嵌套层数。' },
  },
  JSON_VALUE_UNSUPPORTED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A value has no place in canonical JSON: undefined, a function, a class instance, or a string with a lone surrogate.',
      zh: '该值不能出现在规范 JSON 中：undefined、函数、类实例或含孤立代理项的字符串。',
    },
    action: {
      en: 'Use only plain objects, arrays, well-formed strings, booleans, null and integers.',
      zh: '只使用普通对象、数组、格式正确的字符串、布尔值、null 和整数。',
    },
  },
  NUMBER_NOT_INTEGER: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A number is not an integer within ±(2^53 − 1).',
      zh: '数字不是 ±(2^53 − 1) 范围内的整数。',
    },
    action: {
      en: 'Write amounts in their smallest unit, or as strings.',
      zh: '请以最小单位的整数或字符串表示数值。',
    },
  },
  ENCODING_HEX: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The text is not lower-case hexadecimal of the expected length.',
      zh: '文本不是预期长度的小写十六进制。',
    },
    action: {
      en: 'Encode with lower-case digits, two for each byte.',
      zh: '请使用小写十六进制，每字节两位。',
    },
  },
  ENCODING_BASE64: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The text is not strict Base64: padded, no white space, zero trailing bits.',
      zh: '文本不是严格的 Base64：须有填充、无空白、尾部比特为零。',
    },
    action: {
      en: 'Encode with standard padded Base64 (RFC 4648 section 4).',
      zh: '请使用带填充的标准 Base64（RFC 4648 第 4 节）。',
    },
  },
  ENCODING_UTF8: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The bytes are not well-formed UTF-8, or begin with a byte order mark.',
      zh: '字节不是格式正确的 UTF-8，或以字节序标记开头。',
    },
    action: {
      en: 'Encode the text as UTF-8 without a byte order mark.',
      zh: '请使用不带字节序标记的 UTF-8 编码。',
    },
  },
  VALUE_OUT_OF_RANGE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A number or length lies outside what the format allows.',
      zh: '数值或长度超出格式允许的范围。',
    },
    action: { en: 'Correct the value named in the message.', zh: '请修正消息中指出的值。' },
  },
  KEY_MALFORMED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The public key is not the one accepted DER encoding of an Ed25519, P-256 or SM2 key, or the private key is not a valid scalar.',
      zh: '公钥不是 Ed25519、P-256 或 SM2 密钥唯一可接受的 DER 编码，或私钥不是有效标量。',
    },
    action: {
      en: 'Export the key as an uncompressed SubjectPublicKeyInfo.',
      zh: '请以未压缩的 SubjectPublicKeyInfo 形式导出密钥。',
    },
  },
  KEY_WEAK: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The public key is a point of small order: signatures under it prove nothing.',
      zh: '公钥是小阶点：其签名不能证明任何事。',
    },
    action: { en: 'Generate a new key pair.', zh: '请重新生成密钥对。' },
  },
  KEY_UNKNOWN: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A signature names a key that is not among the keys known for this check.',
      zh: '签名所指的密钥不在本次校验已知的密钥之中。',
    },
    action: {
      en: 'Supply or register the key, or correct the keyid.',
      zh: '请提供或登记该密钥，或更正 keyid。',
    },
  },
  SIGNATURE_INVALID: {
    status: 422,
    retryable: false,
    meaning: { en: 'A signature does not verify under its key.', zh: '签名未通过其密钥的校验。' },
    action: {
      en: 'Sign the exact bytes again; if they came from elsewhere, treat them as altered.',
      zh: '请对原字节重新签名；若来自他处，应视为已被改动。',
    },
  },
  SIGNER_SET_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The signatures are not exactly those of the required signers.',
      zh: '签名者与要求的签名者不完全一致。',
    },
    action: { en: 'Have exactly the listed signers sign.', zh: '请由所列签名者（不多不少）签名。' },
  },
  ENVELOPE_MALFORMED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The bytes are not a DSSE envelope in the accepted form.',
      zh: '字节不是可接受形式的 DSSE 信封。',
    },
    action: {
      en: 'Build the envelope as docs/specs/envelope.md says.',
      zh: '请按 docs/specs/envelope.md 构造信封。',
    },
  },
  ENVELOPE_TOO_LARGE: {
    status: 413,
    retryable: false,
    meaning: { en: 'The payload is larger than the limit.', zh: '载荷超过大小限制。' },
    action: { en: 'Send a smaller payload or a digest of it.', zh: '请减小载荷，或只发送其摘要。' },
  },
  PROOF_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A Merkle proof does not have the form that index and size demand, or does not lead to the root.',
      zh: '默克尔证明与序号和大小不符，或不能推导出根。',
    },
    action: { en: 'Fetch the proof again for this index and size.', zh: '请按该序号和大小重新获取证明。' },
  },
  NOTE_MALFORMED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The text is not a C2SP signed note, or a verifier key is malformed.',
      zh: '文本不是 C2SP 签名便笺，或校验密钥格式错误。',
    },
    action: { en: 'Fetch the note again, byte for byte.', zh: '请逐字节重新获取该便笺。' },
  },
  NOTE_UNVERIFIED: {
    status: 422,
    retryable: false,
    meaning: { en: 'No known key has signed the note.', zh: '便笺上没有任何已知密钥的签名。' },
    action: { en: 'Check the verifier keys and the origin of the note.', zh: '请核对校验密钥与便笺来源。' },
  },
  CHECKPOINT_MALFORMED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The note is not a C2SP checkpoint: origin, size, root hash.',
      zh: '便笺不是 C2SP 检查点（来源、大小、根哈希）。',
    },
    action: { en: 'Fetch the checkpoint again from its log.', zh: '请从日志重新获取检查点。' },
  },
  TLOG_PROOF_MALFORMED: {
    status: 422,
    retryable: false,
    meaning: { en: 'The text is not a C2SP tlog-proof.', zh: '文本不是 C2SP tlog-proof。' },
    action: { en: 'Fetch the proof again, byte for byte.', zh: '请逐字节重新获取该证明。' },
  },
  TILE_MALFORMED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A tile path or entry bundle is not in the C2SP tlog-tiles form.',
      zh: '瓦片路径或条目包不符合 C2SP tlog-tiles 格式。',
    },
    action: { en: 'Check the path or fetch the tile again.', zh: '请检查路径或重新获取瓦片。' },
  },
  STATEMENT_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A statement does not have the members that its schema demands.',
      zh: '声明的成员不符合其模式要求。',
    },
    action: { en: 'Correct the member that the message names.', zh: '请修正消息中指出的成员。' },
  },
  LEVEL_REFUSED: {
    status: 422,
    retryable: false,
    meaning: { en: 'Core data (核心数据) must not be deposited here.', zh: '核心数据不得在此存证。' },
    action: {
      en: 'Keep core data under the regime the law prescribes.',
      zh: '核心数据请按法律规定的制度管理。',
    },
  },
} as const satisfies ErrorArea;
