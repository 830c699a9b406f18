import { formatBytes } from '../format/numbers';
import { decodeBase64, hexDump } from './hexDump';

const mostShown = 4096;

/** The original bytes of a dead letter. */
export function RawBytes({ base64 }: { base64: string }) {
  const bytes = decodeBase64(base64);
  const cut = bytes.length > mostShown ? `, the first ${formatBytes(mostShown)} shown` : '';
  return (
    <div class="raw-bytes">
      <p class="card-note">Raw bytes: {formatBytes(bytes.length)}{cut}</p>
      <pre tabIndex={0} role="region" aria-label="Raw bytes">{hexDump(bytes, mostShown)}</pre>
    </div>
  );
}
