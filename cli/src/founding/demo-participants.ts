/**
 * Participants of the single-operator ledger. The codes pass GB 32100's check and belong to nobody: their
 * organisation part is made of letters that no register has given out.
 */
export const registrarParticipant = { id: '11370100DEMREG0018', name: '登记机构（本机演示）' } as const;

export const logOperatorParticipant = {
  id: '91370100DEMLQG001G',
  name: '存证平台运营方（本机演示）',
  type: 'enterprise',
  roles: ['log-operator'],
} as const;

export const agencyParticipant = {
  id: '11370100DEMAGC0014',
  name: '示范机构（本机演示）',
  type: 'agency',
  roles: ['depositor'],
} as const;

/** With whom the demonstration shares; it signs nothing. */
export const recipientParticipant = '91370100DEMBNK001F';
