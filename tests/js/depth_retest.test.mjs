import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Retest } from '../../static/js/depth/retest.js';
import { chance } from './support/random.mjs';

const G = 9.80665;
const HZ = 50;
const eased = (share) => share ** 3 * (10 - 15 * share + 6 * share ** 2);

/** Someone with a phone: each step goes on from the last; what the retest says of it is collected in `said`. */
class Someone {
  said = [];
  retest = new Retest();
  #t = 100;
  #degrees = 0;
  #dice = chance(5);

  during(seconds, degreesAt, shake = 0.05) {
    for (let i = 1; i <= seconds * HZ; i++) {
      const before = this.#degrees;
      this.#degrees = degreesAt(i / (seconds * HZ));
      this.#t += 1 / HZ;
      const angle = (this.#degrees * Math.PI) / 180;
      const noise = () => shake * (2 * this.#dice() - 1);
      const acceleration = { ax: noise(), ay: G * Math.cos(angle) + noise(), az: G * Math.sin(angle) + noise() };
      const happened = this.retest.push({
        t: this.#t,
        ...acceleration,
        gx: (before - this.#degrees) * HZ,
        gy: 0,
        gz: 0,
      });
      if (happened) this.said.push(happened);
    }
    return this;
  }

  stay(seconds, shake) {
    const degrees = this.#degrees;
    return this.during(seconds, () => degrees, shake);
  }

  turnTo(degrees, seconds) {
    const from = this.#degrees;
    return this.during(seconds, (share) => from + (degrees - from) * eased(share), 0.3);
  }

  /** The phone goes from the eyes to the back, and its person stands still. */
  place() {
    return this.turnTo(-40, 1).stay(1, 1.5).turnTo(5, 2).stay(3);
  }

  bow(degrees) {
    return this.turnTo(5 + degrees, 3)
      .stay(1, 0.1)
      .turnTo(5, 2)
      .stay(1);
  }
}

test('three bows are measured from where one stood still', () => {
  const { said, retest } = new Someone().place().bow(41).bow(56).bow(52);
  assert.deepEqual(said, ['ready', 'bottom', 'bow', 'bottom', 'bow', 'bottom', 'bow']);
  for (const [i, degrees] of [41, 56, 52].entries())
    assert.ok(Math.abs(retest.depths[i] - degrees) <= 2, `${retest.depths}`);
});

test('a phone that is read before it is put in place is not taken for one in place', () => {
  const someone = new Someone().stay(6);
  assert.ok(!someone.retest.isReady);
  someone.turnTo(60, 2).stay(3);
  assert.deepEqual(someone.said, ['ready']);
});

test('one that somebody else has put in place already needs no turn', () => {
  assert.deepEqual(new Someone().stay(9).said, ['ready']);
});

test('who moves on and on is asked to stand still, again and again', () => {
  assert.deepEqual(new Someone().stay(25, 3).said, ['place', 'place']);
});

test('a bow in a hurry does not count', () => {
  const { said, retest } = new Someone().place().turnTo(65, 0.6).turnTo(5, 0.6).stay(2);
  assert.deepEqual(said, ['ready', 'quick']);
  assert.deepEqual(retest.depths, []);
});

test('a phone that was turned over, or never comes back, asks for a new zero and keeps the bows', () => {
  for (const move of [(someone) => someone.turnTo(170, 1).stay(1), (someone) => someone.turnTo(95, 1).stay(22)]) {
    const someone = move(new Someone().place().bow(50));
    assert.equal(someone.said.at(-1), 'lost');
    assert.ok(!someone.retest.isReady);
    someone.turnTo(5, 2).stay(10).bow(60);
    assert.deepEqual(someone.said.filter((one) => one === 'bow').length, 2);
    assert.ok(Math.abs(someone.retest.depths[1] - 60) <= 2, `${someone.retest.depths}`);
  }
});
