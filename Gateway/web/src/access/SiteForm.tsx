import { useEffect, useState } from 'preact/hooks';
import type { RegisteredSite } from '../api/accessContract';
import { FormFaults } from '../controls/FormFaults';
import { FormField } from '../controls/FormField';
import type { OutcomeText } from '../controls/Outcome';
import { useForm } from '../controls/useForm';
import { useReturnOfFocus } from '../controls/useReturnOfFocus';
import { saveSite } from './saveSite';
import { draftOf, readDraft, siteFields, type SiteDraft } from './siteDraft';
import { TimeZones } from './TimeZones';

interface Props {
  /** Null for a new site. */
  site: RegisteredSite | null;
  onClose: (outcome: OutcomeText | null) => void;
}

/** The form that registers a site, or changes its settings. */
export function SiteForm({ site, onClose }: Props) {
  const [draft, setDraft] = useState(() => draftOf(site));
  const { form, faults, isBusy, send } = useForm(siteFields);
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), []);
  useReturnOfFocus();
  const submit = () => send(readDraft(draft), async settings => {
    await saveSite(draft.site_id, settings, site === null);
    onClose({ text: `${site === null ? 'Registered' : 'Changed'}: ${draft.site_id}. Every gateway knows it within 5 seconds.` });
  });
  const text = (name: Exclude<keyof SiteDraft, 'needs_write_key' | 'refuses_bots' | 'origins'>, label: string, note: string, isNumber = false) => (
    <FormField id={name} label={label} note={note} fault={faults.fields[name]}>
      {control => (
        <input {...control} type="text" value={draft[name]} autocomplete="off" spellcheck={false} required={name === 'site_id' || name === 'name'}
          {...(isNumber ? { inputMode: 'numeric' as const } : {})} {...(name === 'time_zone' ? { list: 'time-zones' } : {})}
          onInput={event => setDraft({ ...draft, [name]: event.currentTarget.value })} />
      )}
    </FormField>
  );
  return (
    <section class="card" aria-labelledby="site-form-title">
      <header><h2 id="site-form-title">{site === null ? 'Register a site' : <>Change <bdi>{site.site_id}</bdi></>}</h2></header>
      <form class="form" ref={form} noValidate onSubmit={event => {
        event.preventDefault();
        void submit();
      }}>
        {site === null && text('site_id', 'Site id', 'Exactly as its events send it; case matters. It cannot be changed later.')}
        {text('name', 'Name', 'What people call it.')}
        {text('time_zone', 'Time zone', 'An IANA time zone, such as Europe/Berlin. The days of its visits begin at its midnight.')}
        <TimeZones id="time-zones" />
        <FormField id="origins" label="Allowed origins" fault={faults.fields.origins}
          note={<>Pages that may send its events, one per line: <code>https://example.org</code>, or <code>https://*.example.org</code> for all its subdomains. Empty: any page.</>}>
          {control => (
            <textarea {...control} rows={3} value={draft.origins} spellcheck={false}
              onInput={event => setDraft({ ...draft, origins: event.currentTarget.value })} />
          )}
        </FormField>
        <div class="form-row">
          {text('retention_days', 'Keep events for days', 'Older days are deleted once a day. Empty: forever.', true)}
          {text('events_per_second', 'Events per second', "Empty: the installation's limit.", true)}
          {text('bytes_per_second', 'Bytes per second', "Empty: the installation's limit.", true)}
        </div>
        <div class="form-check">
          <input id="needs_write_key" type="checkbox" checked={draft.needs_write_key} aria-describedby="needs_write_key-note"
            onChange={event => setDraft({ ...draft, needs_write_key: event.currentTarget.checked })} />
          <div>
            <label for="needs_write_key">Its events need a write key</label>
            <p id="needs_write_key-note" class="card-note">For sites whose servers send: browsers cannot keep a key secret.</p>
          </div>
        </div>
        <div class="form-check">
          <input id="refuses_bots" type="checkbox" checked={draft.refuses_bots} aria-describedby="refuses_bots-note"
            onChange={event => setDraft({ ...draft, refuses_bots: event.currentTarget.checked })} />
          <div>
            <label for="refuses_bots">Refuse events of bots</label>
            <p id="refuses_bots-note" class="card-note">Otherwise they are stored, and counted apart from people. Refused events are counted in the ledger.</p>
          </div>
        </div>
        <FormFaults faults={faults.others} />
        <div class="form-actions">
          <button type="submit" class="is-primary" disabled={isBusy}>{site === null ? 'Register' : 'Save'}</button>
          <button type="button" onClick={() => onClose(null)}>Cancel</button>
        </div>
      </form>
    </section>
  );
}
