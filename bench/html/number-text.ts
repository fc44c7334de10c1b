const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export const countText = (count: number) => whole.format(count);

/** Three decimal places: good values are between 0.99 and 1. */
export const efficiencyText = (efficiency: number) => efficiency.toFixed(3);

/** A fraction as a percentage. A value above 0 is never shown as 0. */
export function percentText(fraction: number): string {
  const percent = fraction * 100;
  if (percent > 0 && percent < 0.1) return 'under 0.1 %';
  return `${percent < 10 && percent > 0 ? percent.toFixed(1) : whole.format(percent)} %`;
}

/** @param ms milliseconds */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${whole.format(ms)} ms`;
  return ms < 10_000 ? `${Number((ms / 1_000).toFixed(1))} s` : `${whole.format(ms / 1_000)} s`;
}
