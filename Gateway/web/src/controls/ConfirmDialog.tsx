import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useSession } from '../session/useSession';
import './dialog.css';

interface Props {
  title: string;
  children: ComponentChildren;
  /** The button's label: the action, not "OK". */
  action: string;
  isDanger?: boolean;
  isBusy?: boolean;
  cancel?: string;
  onConfirm: (() => void) | null;
  onCancel: () => void;
}

/**
* Asks for confirmation. Escape and Cancel do nothing; the focus returns to where it was. The dialog closes while the user has
* to sign in.
*/
export function ConfirmDialog({ title, children, action, isDanger, isBusy, cancel = 'Cancel', onConfirm, onCancel }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOut = useSession().state === 'out';
  // A layout effect, because the sign-in form cannot take the focus from an open dialog.
  useLayoutEffect(() => {
    if (isOut) return undefined;
    const element = dialog.current!;
    const before = document.activeElement;
    element.showModal();
    return () => {
      element.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [isOut]);
  return (
    <dialog ref={dialog} aria-labelledby="dialog-title" onCancel={event => {
      event.preventDefault();
      onCancel();
    }}>
      <h2 id="dialog-title">{title}</h2>
      <div class="dialog-body">{children}</div>
      <div class="dialog-actions">
        <button type="button" onClick={onCancel}>{cancel}</button>
        {onConfirm && (
          <button type="button" class={`is-primary ${isDanger ? 'is-danger' : ''}`} disabled={isBusy ?? false} onClick={onConfirm}>{action}</button>
        )}
      </div>
    </dialog>
  );
}
