import { useEffect, useRef, useState } from 'preact/hooks';

const pauseMilliseconds = 250;

interface Props {
  search: string;
  onSearch: (search: string) => void;
  placeholder?: string;
}

/** The field that searches for sites while the user types. */
export function SiteSearch({ search, onSearch, placeholder = 'Search sites by part of their id' }: Props) {
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
      <input type="search" placeholder={placeholder} value={text} autocomplete="off" spellcheck={false}
        onInput={event => change(event.currentTarget.value)} />
    </label>
  );
}
