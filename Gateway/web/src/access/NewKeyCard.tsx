import { useEffect, useRef, useState } from 'preact/hooks';
import type { KeyScope, MadeKey } from '../api/accessContract';
import { copyText } from './copyText';

const uses: Record<KeyScope, string> = {
  operator: 'Sign in with it here, or send it with API requests.',
  read: 'Send it with the requests that read the site.',
  write: "The site's server sends it with its events.",
  metrics: 'Prometheus sends it when it reads /metrics.',
};

/** A newly created key: the only time that it is shown in full. */
export function NewKeyCard({ made, onClose }: { made: MadeKey; onClose: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, say] = useState('');
  useEffect(() => heading.current?.focus(), []);
  const copy = async () => say(await copyText(field.current!) ? 'Copied.' : 'The browser did not allow copying. The key is selected: copy it with Ctrl+C.');
  return (
    <section class="card new-key" aria-labelledby="new-key-title">
      <h2 id="new-key-title" tabIndex={-1} ref={heading}>The key <bdi>{made.name}</bdi> is created</h2>
      <p><strong>Copy it now: you will not see it again.</strong> Only its hash is stored.</p>
      <label class="visually-hidden" for="new-key">The new key</label>
      <div class="new-key-row">
        <input id="new-key" ref={field} class="mono" type="text" readOnly value={made.key} spellcheck={false} onFocus={event => event.currentTarget.select()} />
        <button type="button" class="is-primary" onClick={() => void copy()}>Copy</button>
      </div>
      <p role="status" class="copied">{said}</p>
      <p class="card-note">{uses[made.scope]} As a header: <code>Authorization: Bearer {made.shown}…</code></p>
      <div class="form-actions"><button type="button" onClick={onClose}>I have saved it</button></div>
    </section>
  );
}
