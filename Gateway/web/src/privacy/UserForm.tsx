import { useState } from 'preact/hooks';
import { requestFile } from '../api/request';
import { FormFaults } from '../controls/FormFaults';
import { FormField } from '../controls/FormField';
import type { OutcomeText } from '../controls/Outcome';
import { useForm } from '../controls/useForm';
import { userApi } from '../routing/route';
import { nameExport, saveFile } from './exportFile';
import { readUser, userFields } from './userDraft';

interface Props {
  siteId: string;
  onErase: (userId: string) => void;
  onOutcome: (outcome: OutcomeText | null) => void;
}

/** The form that exports a user's events or, after confirmation, erases them. */
export function UserForm({ siteId, onErase, onOutcome }: Props) {
  const [userId, setUserId] = useState('');
  const { form, faults, isBusy, send } = useForm(userFields);
  const exportEvents = () => send(readUser(userId), async user => {
    onOutcome(null);
    const events = await requestFile(userApi(siteId, user)!, 'application/x-ndjson');
    if (events.size > 0) saveFile(events, nameExport(siteId, user));
    onOutcome({ text: events.size > 0 ? `Exported: all events of ${user}, one per line.` : `There are no events of ${user}.` });
  });
  return (
    <form class="form" ref={form} noValidate aria-label="A user's events" onSubmit={event => {
      event.preventDefault();
      void exportEvents();
    }}>
      <FormField id="user_id" label="User id" note="Exactly as events send it; case matters." fault={faults.fields.user_id}>
        {control => (
          <input {...control} type="text" value={userId} autocomplete="off" spellcheck={false} required
            onInput={event => setUserId(event.currentTarget.value)} />
        )}
      </FormField>
      <FormFaults faults={faults.others} />
      <div class="form-actions">
        <button type="submit" disabled={isBusy}>{isBusy ? 'Exporting …' : 'Export events'}</button>
        <button type="button" class="is-danger" disabled={isBusy} onClick={() => void send(readUser(userId), async user => onErase(user))}>Erase user …</button>
      </div>
    </form>
  );
}
