import type { Mutation } from './mutation.js';

/** Compiled statements, as they stand in network/dist. */
export const mutations: readonly Mutation[] = [
  {
    name: 'reads are not held against the state (MVCC)',
    edits: [
      {
        file: 'embedded/validation/validate-reads.js',
        find: 'if (!set.getReadsList().every(',
        replace: 'if (false && !set.getReadsList().every(',
      },
    ],
    red: [
      'validation/mvcc-read-conflict',
      'validation/mvcc-read-conflict-at-once',
      'validation/mvcc-absent-key',
      'validation/mvcc-rewritten',
    ],
  },
  {
    name: 'earlier writes of the same block are not seen',
    edits: [
      {
        file: 'embedded/validation/pending-writes.js',
        find: 'return this.#namespaces.get(namespace)?.has(key) ?? false;',
        replace: 'return false;',
      },
      {
        file: 'embedded/validation/pending-writes.js',
        find: 'const write = this.#namespaces.get(namespace)?.get(key);',
        replace: 'const write = undefined;',
      },
    ],
    red: ['validation/mvcc-read-conflict-at-once'],
  },
  {
    name: 'ranges are not read again (phantoms)',
    edits: [
      {
        file: 'embedded/validation/validate-reads.js',
        find: 'if (!(await isUnchanged(',
        replace: 'if (false && !(await isUnchanged(',
      },
    ],
    red: ['validation/phantom-read-conflict', 'validation/phantom-deleted'],
  },
  {
    name: 'the creator’s signature is not checked, neither by the orderer nor at commit',
    edits: [
      {
        file: 'embedded/validation/validate-envelope.js',
        find: 'members.isSignature(member, envelope.getPayload_asU8(), envelope.getSignature_asU8())',
        replace: 'true',
      },
    ],
    red: [
      'admission/forged-signature',
      'admission/no-signature',
      'admission/high-s',
      'admission/another-signer',
      'admission/at-the-gateway',
      'offline-signing/signed-by-another',
    ],
  },
  {
    name: 'a high s passes for a signature',
    edits: [
      {
        file: 'msp/signature.js',
        find: 'return s !== undefined && Buffer.compare(s, halfOrderBytes) <= 0;',
        replace: 'return s !== undefined;',
      },
    ],
    red: ['admission/high-s'],
  },
  {
    name: 'the proposer’s signature is not checked',
    edits: [
      {
        file: 'embedded/proposal/check-proposal.js',
        find: 'if (!members.isSignature(',
        replace: 'if (false && !members.isSignature(',
      },
    ],
    red: ['proposal/forged-signature', 'offline-signing/signed-by-another'],
  },
  {
    name: 'endorsements’ signatures are not checked',
    edits: [
      {
        file: 'embedded/validation/validate-action.js',
        find: 'if (members.isSignature(',
        replace: 'if (true || members.isSignature(',
      },
    ],
    red: ['validation/endorsement-over-other-writes'],
  },
  {
    name: 'the endorsement policy is not asked',
    edits: [
      {
        file: 'embedded/policy/policy-lookup.js',
        find: 'known.set(namespace, { version, isEndorsed: definition.isEndorsed });',
        replace: 'known.set(namespace, { version, isEndorsed: () => true });',
      },
      {
        file: 'embedded/policy/policy-lookup.js',
        find: 'return definition?.isEndorsed;',
        replace: 'return definition && (() => true);',
      },
    ],
    red: [
      'validation/endorsement-policy-failure',
      'validation/endorsement-over-other-writes',
      'validation/endorsement-repeated',
      'validation/endorsement-missing',
      'validation/endorsement-by-clients',
      'validation/endorsement-by-strangers',
    ],
  },
  {
    name: 'transactions that are known already are taken again',
    edits: [
      {
        file: 'embedded/validation/validate-envelope.js',
        find: 'if (context.isKnownTransaction(transactionId))',
        replace: 'if (false)',
      },
    ],
    red: ['validation/duplicate-txid'],
  },
  {
    name: 'a transaction id need not be that of nonce and creator',
    edits: [
      {
        file: 'embedded/validation/validate-envelope.js',
        find: 'if (transactionId !== transactionIdOf(header.signatureHeader))',
        replace: 'if (false)',
      },
    ],
    red: ['validation/bad-proposal-txid'],
  },
  {
    name: 'what was endorsed need not be what was proposed',
    edits: [
      {
        file: 'embedded/validation/validate-envelope.js',
        find: 'return hash.equals(action.proposalHash);',
        replace: 'return true;',
      },
    ],
    red: ['validation/invalid-endorser-transaction'],
  },
  {
    name: 'a proposal’s time is not held against the clock',
    edits: [
      {
        file: 'embedded/proposal/check-proposal.js',
        find: 'if (Math.abs(time.getTime() - now) > timeWindow)',
        replace: 'if (false)',
      },
    ],
    red: ['proposal/old-timestamp', 'proposal/future-timestamp'],
  },
  {
    name: 'everybody may write (Writers), at the orderer',
    edits: [
      {
        file: 'embedded/ordering/admission.js',
        find: 'writers.includes(member.role) && ',
        replace: '',
      },
    ],
    red: ['admission/peer-as-writer'],
  },
  {
    name: 'everybody may propose (Writers), at the endorser',
    edits: [
      {
        file: 'embedded/proposal/check-proposal.js',
        find: 'if (!allowed.includes(role))',
        replace: 'if (false)',
      },
    ],
    red: ['proposal/peer-as-writer'],
  },
  {
    name: 'expired certificates are good',
    edits: [
      {
        file: 'embedded/ordering/admission.js',
        find: 'member.notAfter.getTime() < Date.now()',
        replace: 'false',
      },
      {
        file: 'embedded/proposal/check-proposal.js',
        find: 'if (member.notAfter.getTime() < now())',
        replace: 'if (false)',
      },
    ],
    red: ['admission/expired-certificate', 'proposal/expired-certificate'],
  },
  {
    name: 'requests for blocks and statuses need no signature',
    edits: [
      {
        file: 'embedded/services/deliver-request.js',
        find: 'members.isSignature(',
        replace: 'true || members.isSignature(',
      },
      {
        file: 'embedded/services/signed-request.js',
        find: 'members.isSignature(',
        replace: 'true || members.isSignature(',
      },
    ],
    red: ['deliver/forged', 'offline-signing/signed-by-another'],
  },
];
