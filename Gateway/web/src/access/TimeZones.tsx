import { useState } from 'preact/hooks';

/** Suggests the time zones that the browser knows. */
export function TimeZones({ id }: { id: string }) {
  const [zones] = useState(() => ['UTC', ...Intl.supportedValuesOf('timeZone').filter(zone => zone !== 'UTC')]);
  return <datalist id={id}>{zones.map(zone => <option key={zone} value={zone} />)}</datalist>;
}
