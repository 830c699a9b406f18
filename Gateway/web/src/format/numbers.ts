const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** Shown for unknown values. */
export const unknown = '–';

export function formatCount(value: number | null | undefined): string {
  return value == null ? unknown : whole.format(value);
}

/** Formats a rate, with one decimal below ten. */
export function formatRate(value: number | null | undefined): string {
  if (value == null) return unknown;
  return (Math.abs(value) < 10 ? fine : whole).format(value);
}

/** Formats a number short enough for an axis. */
export function formatCompact(value: number): string {
  return compact.format(value);
}

export function formatShare(value: number | null | undefined): string {
  if (value == null) return unknown;
  const percent = value * 100;
  return percent > 0 && percent < 0.1 ? '<0.1 %' : `${(percent < 10 ? fine : whole).format(percent)} %`;
}

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

export function formatBytes(value: number | null | undefined): string {
  if (value == null) return unknown;
  let rest = value;
  let unit = 0;
  while (rest >= 1024 && unit < units.length - 1) {
    rest /= 1024;
    unit++;
  }
  return `${(unit > 0 && rest < 100 ? fine : whole).format(rest)} ${unit === 0 && value === 1 ? 'byte' : units[unit]}`;
}
