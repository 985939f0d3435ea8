import {
  extentOf,
  type Certificate,
  type KindedRecord,
  type Participant,
  type Register,
  type RelatedRecords,
} from '@quancheng/domain';
import { expect } from 'chai';

const related = {
  certificate: { holder: 'holder' } as unknown as Certificate,
  register: { registrars: ['registry'] } as unknown as Register,
};

/** Who reads all of a record, of everybody there is. */
function readers(kind: string, value: object, known: RelatedRecords = related): readonly string[] {
  const record = { kind, value } as unknown as KindedRecord;
  const all = ['holder', 'pledgor', 'pledgee', 'lender', 'searcher', 'registry', 'stranger', 'court'];
  return all.filter((id) => {
    const roles = id === 'court' ? ['court'] : ['registrar'];
    const reader = { id, type: 'enterprise', roles } as unknown as Participant;
    return extentOf(record, reader, known) === 'whole';
  });
}

describe('what lies on a certificate', () => {
  it('is read by its parties, the certificate’s holder, the register and authorities', () => {
    const pledge = { pledgor: 'pledgor', pledgee: 'pledgee' };
    expect(readers('pledge', pledge)).to.deep.equal(['holder', 'pledgor', 'pledgee', 'registry', 'court']);
    expect(readers('priority', { owner: 'lender' })).to.deep.equal(['holder', 'lender', 'registry', 'court']);
    expect(readers('search', { searcher: 'searcher' })).to.deep.equal([
      'holder',
      'searcher',
      'registry',
      'court',
    ]);
    expect(readers('encumbrance', {})).to.deep.equal(['holder', 'registry', 'court']);
  });

  it('without its certificate is read by its parties and authorities', () => {
    const pledge = { pledgor: 'pledgor', pledgee: 'pledgee' };
    expect(readers('pledge', pledge, {})).to.deep.equal(['pledgor', 'pledgee', 'court']);
    expect(readers('encumbrance', {}, {})).to.deep.equal(['court']);
  });

  it('is nobody’s who does not say who asks', () => {
    const record = { kind: 'pledge', value: { pledgor: 'a', pledgee: 'b' } } as unknown as KindedRecord;
    expect(extentOf(record, undefined, related)).to.equal('none');
  });
});
