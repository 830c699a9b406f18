import { formatCount } from '../format/numbers';

interface Props {
  offset: number;
  size: number;
  found: number;
  onOffset: (offset: number) => void;
}

/** The range of rows shown, with links to other pages. */
export function Pages({ offset, size, found, onOffset }: Props) {
  const last = Math.min(offset + size, found);
  const lastPage = Math.max(0, Math.floor((found - 1) / size) * size);
  return (
    <nav class="pages" aria-label="Rows">
      <span class="card-note">{found === 0 ? 'none' : `${formatCount(Math.min(offset + 1, found))} to ${formatCount(last)} of ${formatCount(found)}`}</span>
      <button type="button" class="is-small" disabled={offset === 0} onClick={() => onOffset(0)}>First</button>
      <button type="button" class="is-small" disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - size))}>Previous</button>
      <button type="button" class="is-small" disabled={last >= found} onClick={() => onOffset(offset + size)}>Next</button>
      <button type="button" class="is-small" disabled={last >= found} onClick={() => onOffset(lastPage)}>Last</button>
    </nav>
  );
}
