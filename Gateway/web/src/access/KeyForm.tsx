import { useEffect, useState } from 'preact/hooks';
import type { KeyScope, MadeKey } from '../api/accessContract';
import { request } from '../api/request';
import { FormFaults } from '../controls/FormFaults';
import { FormField } from '../controls/FormField';
import { useForm } from '../controls/useForm';
import { useReturnOfFocus } from '../controls/useReturnOfFocus';
import { emptyKeyDraft, isOfOneSite, keyFields, readKeyDraft } from './keyDraft';
import { SiteIds } from './SiteIds';

const scopes: [KeyScope, string][] = [
  ['operator', 'Operator: everything, for all sites'], ['read', 'Read: the statistics of one site'], ['write', 'Write: send events of one site'],
  ['metrics', 'Metrics: /metrics of all hosts, for Prometheus'],
];

/** The form for creating a key. */
export function KeyForm({ onClose }: { onClose: (made: MadeKey | null) => void }) {
  const [draft, setDraft] = useState(emptyKeyDraft);
  const { form, faults, isBusy, send } = useForm(keyFields);
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), []);
  useReturnOfFocus();
  const submit = () => send(readKeyDraft(draft), async order => onClose(await request<MadeKey>('/api/operator/keys', 'POST', { body: order })));
  return (
    <section class="card" aria-labelledby="key-form-title">
      <header><h2 id="key-form-title">Create a key</h2></header>
      <form class="form" ref={form} noValidate onSubmit={event => {
        event.preventDefault();
        void submit();
      }}>
        <FormField id="name" label="Name" note="Who or what uses it. The audit log shows everything done with it under this name." fault={faults.fields.name}>
          {control => <input {...control} type="text" value={draft.name} autocomplete="off" required onInput={event => setDraft({ ...draft, name: event.currentTarget.value })} />}
        </FormField>
        <FormField id="scope" label="It may" fault={faults.fields.scope}>
          {control => (
            <select {...control} value={draft.scope} onChange={event => setDraft({ ...draft, scope: event.currentTarget.value as KeyScope })}>
              {scopes.map(([scope, label]) => <option key={scope} value={scope}>{label}</option>)}
            </select>
          )}
        </FormField>
        {isOfOneSite(draft.scope) && (
          <FormField id="site_id" label="Of site" note="The full id." fault={faults.fields.site_id}>
            {control => (
              <input {...control} type="text" list="site-ids" value={draft.site_id} autocomplete="off" spellcheck={false} required
                onInput={event => setDraft({ ...draft, site_id: event.currentTarget.value })} />
            )}
          </FormField>
        )}
        {isOfOneSite(draft.scope) && <SiteIds id="site-ids" />}
        <FormField id="expires_in_days" label="Valid for days" note="Empty: until it is revoked." fault={faults.fields.expires_in_days}>
          {control => (
            <input {...control} type="text" inputMode="numeric" value={draft.expires_in_days} autocomplete="off"
              onInput={event => setDraft({ ...draft, expires_in_days: event.currentTarget.value })} />
          )}
        </FormField>
        <FormFaults faults={faults.others} />
        <div class="form-actions">
          <button type="submit" class="is-primary" disabled={isBusy}>Create key</button>
          <button type="button" onClick={() => onClose(null)}>Cancel</button>
        </div>
      </form>
    </section>
  );
}
