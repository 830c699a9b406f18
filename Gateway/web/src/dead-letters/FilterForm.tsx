import { useEffect, useState } from 'preact/hooks';
import { reasons, type Filter } from './filter';

/** The filter of dead letters. Applied with Enter or the button, because each search counts all matches. */
export function FilterForm({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) {
  const [draft, setDraft] = useState(filter);
  useEffect(() => setDraft(filter), [filter.site_id, filter.reason, filter.search]);
  const isFiltered = filter.site_id !== '' || filter.reason !== '' || filter.search !== '';
  return (
    <form class="filter" role="search" aria-label="Dead letters" onSubmit={event => {
      event.preventDefault();
      onFilter(draft);
    }}>
      <label>Site
        <input type="text" value={draft.site_id} placeholder="full id" autocomplete="off" spellcheck={false}
          onInput={event => setDraft({ ...draft, site_id: event.currentTarget.value })} />
      </label>
      <label>Reason
        <select value={draft.reason} onChange={event => onFilter({ ...draft, reason: event.currentTarget.value as Filter['reason'] })}>
          <option value="">any</option>
          {reasons.map(([name, label]) => <option key={name} value={name}>{label}</option>)}
        </select>
      </label>
      <label>Detail
        <input type="search" value={draft.search} placeholder="part of it" autocomplete="off" spellcheck={false}
          onInput={event => setDraft({ ...draft, search: event.currentTarget.value })} />
      </label>
      <button type="submit">Apply</button>
      {isFiltered && <button type="button" onClick={() => onFilter({ site_id: '', reason: '', search: '' })}>Clear</button>}
    </form>
  );
}
