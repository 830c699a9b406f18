import { useEffect, useRef, useState } from 'preact/hooks';
import type { KeyScope, MadeKey } from '../api/accessContract';
import { copyText } from './copyText';

const uses: Record<KeyScope, string> = {
  operator: 'Its holder signs in with it here, or sends it with calls of the API.',
  read: 'Its holder sends it with the calls that read the site.',
  write: "The site's server sends it with its events.",
  metrics: 'Prometheus sends it with its calls of /metrics.',
};

/** A newly created key: the only time that it is shown in full. */
export function NewKeyCard({ made, onClose }: { made: MadeKey; onClose: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, say] = useState('');
  useEffect(() => heading.current?.focus(), []);
  const copy = async () => say(await copyText(field.current!) ? 'Copied.' : 'The browser did not let it be copied. It is selected: copy it with Ctrl+C.');
  return (
    <section class="card new-key" aria-labelledby="new-key-title">
      <h2 id="new-key-title" tabIndex={-1} ref={heading}>The key <bdi>{made.name}</bdi> is made</h2>
      <p><strong>Copy it now: you will not see it again.</strong> Only its hash is kept, by which it is recognised.</p>
      <label class="visually-hidden" for="new-key">The new key</label>
      <div class="new-key-row">
        <input id="new-key" ref={field} class="mono" type="text" readOnly value={made.key} spellcheck={false} onFocus={event => event.currentTarget.select()} />
        <button type="button" class="is-primary" onClick={() => void copy()}>Copy</button>
      </div>
      <p role="status" class="copied">{said}</p>
      <p class="card-note">{uses[made.scope]} As a header: <code>Authorization: Bearer {made.shown}…</code></p>
      <div class="form-actions"><button type="button" onClick={onClose}>I have kept it</button></div>
    </section>
  );
}
