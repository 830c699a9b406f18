import { useState } from 'preact/hooks';
import type { RegisteredSite } from '../api/accessContract';
import { request } from '../api/request';
import { ConfirmDialog } from '../controls/ConfirmDialog';
import type { OutcomeText } from '../controls/Outcome';
import { confirmed, siteSettingsApi } from '../routing/route';
import { useSession } from '../session/useSession';

interface Props {
  site: RegisteredSite;
  onClose: (outcome: OutcomeText | null) => void;
}

/** Asks for confirmation before a site is removed. */
export function RemoveSiteDialog({ site, onClose }: Props) {
  const [isBusy, setBusy] = useState(false);
  const isKept = useSession().session?.mode === 'registered';
  const remove = async () => {
    setBusy(true);
    try {
      await request(confirmed(siteSettingsApi(site.site_id)!, site.site_id), 'DELETE');
      onClose({ text: `Removed: ${site.site_id} is no longer registered.` });
    } catch (error) {
      onClose({ text: (error as Error).message, isError: true });
    }
  };
  return (
    <ConfirmDialog title={`Remove ${site.site_id}?`} action="Remove" isDanger isBusy={isBusy} onCancel={() => onClose(null)}
      onConfirm={siteSettingsApi(site.site_id) === null ? null : remove}>
      {siteSettingsApi(site.site_id) === null
        ? <p>Browsers drop this id from an address. Remove it with another tool, such as curl --path-as-is.</p>
        : (
          <>
            <p>{isKept
              ? 'Its events are refused from now on, at every gateway within 5 seconds.'
              : 'Its events are still accepted, because sites need not be registered here; with Access:Mode=Registered they are refused.'}</p>
            <p>Its read and write keys are revoked permanently. Its stored events stay for as long as its retention keeps them, and are available again when it is registered again.</p>
          </>
        )}
    </ConfirmDialog>
  );
}
