/**
 * Loaded before the app by the tests (`electron -r`): the wall clock of the app's own processes goes ahead, or behind, by
 * `SOTONG_TEST_CLOCK_SHIFT` milliseconds. What waits, waits as long as ever: the monotonic clock is left alone.
 */
const shift = Number(process.env.SOTONG_TEST_CLOCK_SHIFT ?? '0');
const RealDate = Date;

globalThis.Date = class Date extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + shift);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + shift;
  }
};

if (process.type === 'browser') {
  const { utilityProcess } = require('electron');
  const fork = utilityProcess.fork.bind(utilityProcess);
  // A utility process loads nothing before its program (`-r` is not taken): so this file is the program, and runs the real one.
  utilityProcess.fork = (path, args, options) => fork(__filename, args, { ...options, env: { ...options.env, SOTONG_TEST_PROGRAM: path } });
} else {
  void import(require('node:url').pathToFileURL(process.env.SOTONG_TEST_PROGRAM).href);
}
