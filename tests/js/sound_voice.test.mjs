import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import { rank, Voice } from '../../static/js/sound/voice.js';
import { Engine, voice } from './support/speech.mjs';

const names = (voices) => voices.map(({ name }) => name);

test('the voices of a language: the person’s region first, the phone’s before the network’s, odd ones last', () => {
  const voices = [
    voice('Bells', 'en-GB', { voiceURI: 'com.apple.speech.synthesis.voice.Bells' }),
    voice('Rocko', 'en-GB', { voiceURI: 'com.apple.eloquence.en-GB.Rocko' }),
    voice('Google UK', 'en-GB', { localService: false }),
    voice('Samantha', 'en-US'),
    voice('Thomas', 'fr-FR'),
    voice('Karen', 'en_AU', { default: true }),
    voice('Daniel', 'en-GB'),
    voice('Daniel (Premium)', 'en_GB'),
  ];
  const found = names(rank(voices, 'en', ['en-GB', 'en', 'fr']));
  assert.deepEqual(found, ['Daniel (Premium)', 'Daniel', 'Karen', 'Samantha', 'Bells', 'Rocko', 'Google UK']);
  assert.deepEqual(names(rank(voices, 'fr', ['en-GB'])), ['Thomas']);
  assert.deepEqual(rank(voices, 'de', ['en-GB']), []);
  assert.equal(names(voices)[0], 'Bells', 'the list that was given stays as it is');
});

test('a page in a region’s language prefers that to the person’s', () => {
  const voices = [voice('Joana', 'pt-PT'), voice('Luciana', 'pt-BR')];
  assert.deepEqual(names(rank(voices, 'pt-BR', ['pt-PT'])), ['Luciana', 'Joana']);
});

/** A voice that is ready, and the engine that speaks. */
async function speaking(t, { engine = new Engine(), ...options } = {}) {
  t.after(() => mock.timers.reset());
  engine.install();
  const failures = [];
  const spoken = new Voice({ language: 'en', onFailure: () => failures.push('failed'), ...options });
  assert.equal(await spoken.ready(), true);
  return { engine, spoken, failures };
}

test('words are said in the voice, its very language and the volume', async (t) => {
  const engine = new Engine();
  engine.voices = [voice('English', 'en_GB')];
  const { spoken } = await speaking(t, { engine, volume: 0.4 });
  spoken.say('one');
  const [utterance] = engine.queue;
  assert.deepEqual(
    [utterance.text, utterance.voice, utterance.lang, utterance.volume],
    ['one', engine.voices[0], 'en_GB', 0.4],
  );
  spoken.volume = 0.9;
  engine.finish();
  spoken.say('two');
  assert.equal(engine.queue[0].volume, 0.9);
});

test('voices that come late are waited for, two seconds at most', async (t) => {
  t.after(() => mock.timers.reset());
  const engine = new Engine().install();
  engine.voices = [];
  const late = new Voice({ language: 'en' }).ready();
  await engine.pass(500);
  engine.voices = [voice('Samantha', 'en-US')];
  await engine.pass(100);
  assert.equal(await late, true);
  const never = new Voice({ language: 'fr' });
  const answer = never.ready();
  await engine.pass(2100);
  assert.equal(await answer, false);
  never.say('un');
  assert.deepEqual(engine.log, []);
});

test('a browser that can’t speak has no voice, and saying something breaks nothing', async (t) => {
  t.after(() => mock.timers.reset());
  new Engine().install();
  delete globalThis.speechSynthesis;
  const none = new Voice({ language: 'en' });
  assert.equal(await none.ready(), false);
  none.say('one');
  none.hush();
  assert.deepEqual(await Voice.voices('en'), []);
});

test('a voice from the network speaks only for who chose it', async (t) => {
  const engine = new Engine();
  engine.voices = [voice('Google', 'en-GB', { localService: false }), voice('Samantha', 'en-US')];
  const { spoken } = await speaking(t, { engine });
  spoken.say('one');
  assert.equal(engine.queue[0].voice.name, 'Samantha');
  const chosen = new Voice({ language: 'en', voice: 'Google' });
  await chosen.ready();
  engine.finish();
  chosen.say('two');
  assert.equal(engine.queue[0].voice.name, 'Google');
  engine.voices.pop();
  assert.equal(await new Voice({ language: 'en' }).ready(), false);
  const french = new Voice({ language: 'fr', voice: 'Google' }).ready();
  await engine.pass(2100);
  assert.equal(await french, false, 'a voice of another language');
});

test('the settings are told which voices there are, and which need a network', async (t) => {
  t.after(() => mock.timers.reset());
  const engine = new Engine().install();
  engine.voices = [
    voice('Google', 'en-GB', { localService: false }),
    voice('Samantha', 'en-US'),
    voice('Thomas', 'fr-FR'),
  ];
  assert.deepEqual(await Voice.voices('en'), [
    { id: 'Samantha', name: 'Samantha', local: true },
    { id: 'Google', name: 'Google', local: false },
  ]);
});

test('within a press it speaks nothing at once, so that an iPhone lets it speak later', async (t) => {
  t.after(() => mock.timers.reset());
  const engine = new Engine().install({ userActivation: { isActive: true } });
  const ready = new Voice({ language: 'en' }).ready();
  assert.deepEqual(engine.log, [['speak', '']]);
  assert.equal(engine.queue[0].volume, 0);
  assert.equal(await ready, true);
});

test('what is urgent ends what is being said, and is given only after the cancel had its time', async (t) => {
  const { engine, spoken } = await speaking(t);
  spoken.say('and slowly down');
  spoken.say('three');
  assert.deepEqual(engine.log, [['speak', 'and slowly down'], ['cancel']]);
  await engine.pass(50);
  assert.deepEqual(engine.said, ['and slowly down', 'three']);
});

test('of several urgent words in one breath the last is said', async (t) => {
  const { engine, spoken } = await speaking(t);
  for (const word of ['one', 'two', 'three']) spoken.say(word);
  await engine.pass(200);
  assert.deepEqual(engine.said, ['one', 'three']);
});

test('what is not urgent is dropped while something is being said', async (t) => {
  const { engine, spoken } = await speaking(t);
  spoken.say('down');
  spoken.say('long back', { urgent: false });
  engine.finish();
  spoken.say('flat ribs', { urgent: false });
  assert.deepEqual(engine.said, ['down', 'flat ribs']);
});

test('an end that is never told does not silence it for ever', async (t) => {
  const { engine, spoken } = await speaking(t);
  spoken.say('down');
  await engine.pass(5000); // nothing came, and the engine goes on saying that it speaks
  spoken.say('long back', { urgent: false });
  await engine.pass(50);
  assert.deepEqual(engine.said, ['down', 'long back']);
});

test('hush ends everything, also what was about to be said', async (t) => {
  const { engine, spoken, failures } = await speaking(t);
  spoken.say('down');
  spoken.say('three');
  spoken.hush();
  await engine.pass(9000);
  assert.deepEqual(engine.said, ['down']);
  assert.equal(engine.speaking, false);
  assert.deepEqual(failures, []);
});

test('an engine that another page left paused goes on', async (t) => {
  const { engine, spoken } = await speaking(t);
  engine.paused = true;
  spoken.say('one');
  assert.deepEqual(engine.log, [['resume'], ['speak', 'one']]);
});

test('a queue that is stuck once comes free', async (t) => {
  const { engine, spoken, failures } = await speaking(t);
  engine.isStuck = true;
  spoken.say('one');
  await engine.pass(2500);
  engine.isStuck = false;
  spoken.say('two');
  await engine.pass(9000);
  assert.deepEqual(engine.said, ['two']);
  assert.equal(spoken.isDead, false);
  assert.deepEqual(failures, []);
});

test('speech that never starts is given up and told of once, however often something new is asked for', async (t) => {
  const { engine, spoken, failures } = await speaking(t);
  engine.isStuck = true;
  for (let second = 0; second < 8; second += 1) {
    spoken.say(`${second}`);
    await engine.pass(1000);
  }
  assert.equal(spoken.isDead, true);
  assert.deepEqual(failures, ['failed']);
  assert.equal(await spoken.ready(), false);
  const { length } = engine.log;
  spoken.say('more');
  assert.equal(engine.log.length, length);
});

test('errors in a row end it, one between does not', async (t) => {
  const { engine, spoken, failures } = await speaking(t);
  for (const outcome of ['fail', 'finish', 'fail']) {
    spoken.say('one');
    engine[outcome]('synthesis-failed');
  }
  assert.deepEqual(failures, []);
  spoken.say('two');
  engine.fail('synthesis-failed');
  assert.deepEqual(failures, ['failed']);
});

test('being interrupted by others is no failure', async (t) => {
  const { engine, spoken, failures } = await speaking(t);
  for (let i = 0; i < 5; i += 1) {
    spoken.say('one');
    engine.fail('interrupted');
  }
  assert.deepEqual(failures, []);
});

test('silence in a page that nobody sees is no failure', async (t) => {
  const { engine, spoken, failures } = await speaking(t);
  engine.isStuck = true;
  document.hidden = true;
  for (let i = 0; i < 4; i += 1) {
    spoken.say('one');
    await engine.pass(3000);
  }
  assert.deepEqual(failures, []);
});

test('without a network a chosen voice gives way to one of the phone', async (t) => {
  const engine = new Engine();
  engine.voices = [voice('Google', 'en-GB', { localService: false }), voice('Samantha', 'en-US')];
  const { spoken, failures } = await speaking(t, { engine, voice: 'Google' });
  for (let i = 0; i < 2; i += 1) {
    spoken.say('one');
    engine.fail('network');
  }
  spoken.say('two');
  assert.equal(engine.queue[0].voice.name, 'Samantha');
  assert.deepEqual(failures, []);
});
