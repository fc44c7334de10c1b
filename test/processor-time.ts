/**
 * Starts to measure processor time. A bound of it guards against work that grows out of proportion, and holds on a busy
 * machine, where a bound of time on the clock does not.
 *
 * @returns the milliseconds that this process has computed since
 */
export function startProcessorTime(): () => number {
  const started = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  };
}
