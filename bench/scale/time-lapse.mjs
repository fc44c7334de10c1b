import { createRequire, syncBuiltinESMExports } from 'node:module';

/**
 * Accelerates time in a process that is started with `--import` of this file, so that an hour at the published request
 * rates takes minutes. TIME_LAPSE sets the speed, `{factor, anchor, base}` of lapse.ts; so does a message `{lapse}`.
 * Clocks and new timers agree with those of every other process of the bench. Computing is not faster: the computing
 * time of a function counts `factor` times.
 */
let { factor, anchor, base } = JSON.parse(process.env.TIME_LAPSE);

const RealDate = Date;
const now = () => Math.floor(base + (RealDate.now() - anchor) * factor);
globalThis.Date = class extends RealDate {
  constructor(...parameters) {
    if (parameters.length === 0) super(now());
    else super(...parameters);
  }
  static now() {
    return now();
  }
};

const realNow = performance.now.bind(performance);
let [startedAt, elapsed] = [realNow(), 0];
performance.now = () => elapsed + (realNow() - startedAt) * factor;

process.on('message', (message) => {
  if (message?.lapse === undefined) return;
  [elapsed, startedAt] = [performance.now(), realNow()];
  ({ factor, anchor, base } = message.lapse);
});

const require = createRequire(import.meta.url);
const timers = require('node:timers');
const promises = require('node:timers/promises');
const { setTimeout, setInterval } = timers;
timers.setTimeout = (callback, ms, ...rest) => setTimeout(callback, ms / factor, ...rest);
timers.setInterval = (callback, ms, ...rest) => setInterval(callback, ms / factor, ...rest);
globalThis.setTimeout = timers.setTimeout;
globalThis.setInterval = timers.setInterval;
const sleep = promises.setTimeout;
promises.setTimeout = (ms, ...rest) => sleep(ms / factor, ...rest);
syncBuiltinESMExports();

const timeout = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (ms) => timeout(Math.ceil(ms / factor));
