import { useEffect, useRef, useState } from 'preact/hooks';
import { FormField } from '../controls/FormField';
import { useReturnOfFocus } from '../controls/useReturnOfFocus';
import { describeSignInFailure, findKeyFault } from './operatorKey';
import { askSession, signIn } from './session';
import './session.css';

/** Asks for an operator key in place of a page, which continues where it was after signing in. */
export function SignInPage({ hasEnded }: { hasEnded: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useReturnOfFocus();
  useEffect(() => {
    const title = document.title;
    document.title = 'Sign in · Footfall';
    field.current?.focus();
    // Another tab may have signed in.
    const look = () => void (!document.hidden && askSession());
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      document.title = title;
    };
  }, []);
  const submit = async () => {
    const key = field.current!.value.trim();
    let found = findKeyFault(key);
    if (found === null) {
      setBusy(true);
      try {
        await signIn(key);
        return;
      } catch (error) {
        found = describeSignInFailure(error);
      }
      setBusy(false);
    }
    setFault(found);
    field.current?.select();
  };
  return (
    <section class="card sign-in" aria-labelledby="sign-in-title">
      <h1 id="sign-in-title">Sign in</h1>
      <p role="status">{hasEnded
        ? 'Your session has ended, or its key was revoked. Sign in again to continue where you were.'
        : 'These pages are for operators.'}</p>
      <form class="form" noValidate onSubmit={event => {
        event.preventDefault();
        void submit();
      }}>
        <FormField id="key" label="Operator's key" fault={fault} note={<>It looks like <code>footfall_operator_7Hq2…</code>, 67 characters in all.</>}>
          {control => <input {...control} ref={field} type="password" name="key" autocomplete="current-password" spellcheck={false} required />}
        </FormField>
        <div class="form-actions"><button type="submit" class="is-primary" disabled={isBusy}>{isBusy ? 'Signing in …' : 'Sign in'}</button></div>
      </form>
      <h2>Where to get a key</h2>
      <ul class="sign-in-sources">
        <li><code>./dev key create</code>, in Footfall's folder on the gateway's machine, prints a new one.</li>
        <li>The gateway's container printed the first one when it first started: <code>docker compose logs gateway</code>.</li>
        <li>Another operator can create one for you under Access, Keys.</li>
      </ul>
    </section>
  );
}
