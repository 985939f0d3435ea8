import {
  extentOf,
  mayKnowAbsence,
  type Certificate,
  type Claim,
  type KindedRecord,
  type Participant,
  type Register,
} from '@quancheng/domain';
import { expect } from 'chai';

const participant = (id: string, change: Partial<Participant> = {}): Participant =>
  ({ id, type: 'enterprise', roles: [], ...change }) as unknown as Participant;

const owner = participant('owner');
const registrar = participant('registrar', { roles: ['registrar'] });
const otherRegistrar = participant('registrar-2', { roles: ['registrar'] });
const court = participant('court', { roles: ['court'] });
const regulator = participant('regulator', { roles: ['regulator'] });
const commission = participant('commission', { roles: ['arbitration'] });
const stranger = participant('stranger', { roles: ['depositor'] });

describe('who may know that there is nothing', () => {
  it('of a consent: whose name it would be, and authorities', () => {
    for (const each of [owner, court, regulator, commission]) {
      expect(mayKnowAbsence('consent', 'owner/c1', each), each.id).to.equal(true);
    }
    for (const each of [stranger, registrar]) {
      expect(mayKnowAbsence('consent', 'owner/c1', each), each.id).to.equal(false);
    }
  });

  it('of what registers keep: registrars besides', () => {
    for (const kind of ['certificate', 'objection', 'claim', 'pledge', 'priority', 'search'] as const) {
      expect(mayKnowAbsence(kind, 'owner/x', registrar), kind).to.equal(true);
      expect(mayKnowAbsence(kind, 'owner/x', stranger), kind).to.equal(false);
    }
  });
});

describe('claims', () => {
  const register = { registrars: ['registrar'] } as unknown as Register;
  const claim = {
    kind: 'claim',
    value: { status: 'held', what: 'deposit', holder: 'owner/x' } as unknown as Claim,
  } as const;
  const held = (status: Certificate['status']): KindedRecord => ({
    kind: 'certificate',
    value: { status, holder: 'owner', register: 'registrar/r' } as unknown as Certificate,
  });

  it('are read by whoever reads all of the record that has the thing, so that no draft’s name gets out', () => {
    for (const status of ['draft', 'applied', 'registered'] as const) {
      const related = { claimant: held(status), register };
      for (const each of [owner, registrar, court]) {
        expect(extentOf(claim, each, related), `${status} ${each.id}`).to.equal('whole');
      }
      for (const each of [stranger, otherRegistrar, undefined]) {
        expect(extentOf(claim, each, related), `${status} ${each?.id ?? ''}`).to.equal('none');
      }
    }
  });

  it('without a record that has the thing are authorities’ alone', () => {
    expect(extentOf(claim, court, {})).to.equal('whole');
    expect(extentOf(claim, owner, {})).to.equal('none');
  });
});
