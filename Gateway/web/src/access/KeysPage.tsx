import { useState } from 'preact/hooks';
import type { Key, Keys, MadeKey } from '../api/accessContract';
import { useFetched } from '../api/useFetched';
import { DataTable } from '../controls/DataTable';
import { Outcome, type OutcomeText } from '../controls/Outcome';
import { Empty } from '../layout/Empty';
import { ErrorNotice } from '../layout/ErrorNotice';
import { Loading } from '../layout/Loading';
import { AccessHeader } from './AccessHeader';
import { keyColumns } from './keyColumns';
import { KeyForm } from './KeyForm';
import { countUsable, keyState } from './keyState';
import { ModeNote } from './ModeNote';
import { NewKeyCard } from './NewKeyCard';
import { RevokeDialog } from './RevokeDialog';

/** All keys, which can be created, shown once, and revoked. */
export function KeysPage() {
  const keys = useFetched<Keys>('/api/operator/keys');
  const [isMaking, make] = useState(false);
  const [made, setMade] = useState<MadeKey | null>(null);
  const [revoking, askRevoke] = useState<Key | null>(null);
  const [outcome, setOutcome] = useState<OutcomeText | null>(null);
  const list = keys.data?.keys ?? null;
  const usable = list && countUsable(list, Date.now());
  return (
    <>
      <AccessHeader part="keys" />
      <ModeNote />
      <Outcome outcome={outcome} takesFocus />
      {made && <NewKeyCard made={made} onClose={() => {
        setMade(null);
        setOutcome({ text: `The key ${made.name} is in the list.` });
      }} />}
      {isMaking && <KeyForm onClose={key => {
        make(false);
        setOutcome(null);
        if (!key) return;
        setMade(key);
        keys.reload();
      }} />}
      <section class="card" aria-label="Keys" hidden={isMaking}>
        <header>
          <span class="card-note" role="status">{list && `${usable} usable, ${list.length} in total`}</span>
          <button type="button" class="is-primary" disabled={made !== null} onClick={() => make(true)}>Create a key</button>
        </header>
        {keys.error && <ErrorNotice text={keys.error} onRetry={keys.reload} />}
        {list === null
          ? keys.error === null && <Loading what="the keys" />
          : list.length === 0
            ? <Empty title="No key yet">The first one should be an operator's: with it, these pages can be used from other machines too.</Empty>
            : (
              <DataTable caption="Keys, newest first" rows={list} keyOf={key => key.id} columns={keyColumns(Date.now(), askRevoke)}
                markOf={key => keyState(key, Date.now())} />
            )}
      </section>
      {revoking && list && <RevokeDialog keyToRevoke={revoking} all={list} onClose={done => {
        askRevoke(null);
        if (!done) return;
        setOutcome(done);
        keys.reload();
      }} />}
    </>
  );
}
