import { newGate } from '@quancheng/gateway';
import { expect } from 'chai';

describe('gate', () => {
  it('lets so much pass at once, in order, whether it succeeds or fails', async () => {
    const gate = newGate(3);
    let underWay = 0;
    let most = 0;
    const began: number[] = [];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, place) =>
        gate.pass(async () => {
          began.push(place);
          underWay += 1;
          most = Math.max(most, underWay);
          await new Promise((resolve) => setImmediate(resolve));
          underWay -= 1;
          if (place % 2 === 1) throw new Error(String(place));
          return place;
        }),
      ),
    );
    expect(most).to.equal(3);
    expect(began).to.deep.equal([...began.keys()]);
    expect(outcomes.map(({ status }) => status === 'fulfilled')).to.deep.equal(
      [...began.keys()].map((place) => place % 2 === 0),
    );
    expect(await gate.pass(() => Promise.resolve('after'))).to.equal('after');
  });
});
