const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** A time in the form that CloudTrail uses inside the elements of a call: `Nov 21, 2026 10:15:28 AM`, in UTC. */
export function cloudTrailTime(at: number): string {
  const date = new Date(at);
  const hours = date.getUTCHours();
  const time = [
    hours % 12 === 0 ? 12 : hours % 12,
    twoDigits(date.getUTCMinutes()),
    twoDigits(date.getUTCSeconds()),
  ];
  const day = `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
  return `${day} ${time.join(':')} ${hours < 12 ? 'AM' : 'PM'}`;
}
