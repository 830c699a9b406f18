import { useState } from 'preact/hooks';
import { ConfirmDialog } from '../controls/ConfirmDialog';
import { FormField } from '../controls/FormField';
import type { OutcomeText } from '../controls/Outcome';
import { useForm } from '../controls/useForm';
import { confirmed, privacyApi } from '../routing/route';
import { readSiteName } from './siteName';
import { useErase } from './useErase';

interface Props {
  siteId: string;
  onClose: (outcome: OutcomeText | null) => void;
}

/** Asks for confirmation before all events of a site are erased; the site must be named. */
export function EraseSiteDialog({ siteId, onClose }: Props) {
  const [text, setText] = useState('');
  const { isBusy, erase } = useErase(onClose);
  const { form, faults, send } = useForm(['site_id']);
  const confirm = () => send(readSiteName(text, siteId), () => erase(confirmed(privacyApi(siteId), siteId), `Accepted: all events of ${siteId} will be erased.`));
  return (
    <ConfirmDialog title={`Erase all events of ${siteId}?`} action="Erase all events" isDanger isBusy={isBusy} onCancel={() => onClose(null)} onConfirm={confirm}>
      <p>All events accepted until now are deleted permanently, with all statistics: stored events, dead letters, and events that wait in the queue. Later events stay, and so do the site's settings.</p>
      <form ref={form} noValidate onSubmit={event => {
        event.preventDefault();
        if (!isBusy) void confirm();
      }}>
        <FormField id="site_id" label="Id of the site" fault={faults.fields.site_id} note={<>To confirm, enter <code class="site-id">{siteId}</code></>}>
          {control => (
            <input {...control} type="text" value={text} autocomplete="off" spellcheck={false} required onInput={event => setText(event.currentTarget.value)} />
          )}
        </FormField>
      </form>
    </ConfirmDialog>
  );
}
