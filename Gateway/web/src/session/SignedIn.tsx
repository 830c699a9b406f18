import { useState } from 'preact/hooks';
import { signOut } from './session';
import { useSession } from './useSession';
import './session.css';

/** The key of the session, with a button to sign out. Empty where no key was needed. */
export function SignedIn() {
  const { state, session } = useSession();
  const [error, setError] = useState<string | null>(null);
  if (state !== 'in' || !session || session.name === null) return null;
  const leave = () => {
    setError(null);
    signOut().catch((failure: Error) => setError(`Still signed in: ${failure.message}`));
  };
  return (
    <div class="signed-in">
      <span class="signed-in-name" title="The key that you are signed in with"><span class="visually-hidden">Signed in as </span><bdi>{session.name}</bdi></span>
      <button type="button" class="is-small" onClick={leave}>Sign out</button>
      <span role="status" class="signed-in-error">{error}</span>
    </div>
  );
}
