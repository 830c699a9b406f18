import { useEffect, useRef, useState } from 'preact/hooks';

const pauseMilliseconds = 250;

/** The field that looks for sites while one types. */
export function SiteSearch({ search, onSearch }: { search: string; onSearch: (search: string) => void }) {
  const [text, setText] = useState(search);
  const timer = useRef<number | undefined>();
  useEffect(() => setText(search), [search]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const change = (value: string) => {
    setText(value);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => onSearch(value), pauseMilliseconds);
  };
  return (
    <label class="field">
      <span class="visually-hidden">Search sites</span>
      <input type="search" placeholder="Search sites by a part of their id" value={text} autocomplete="off" spellcheck={false}
        onInput={event => change(event.currentTarget.value)} />
    </label>
  );
}
