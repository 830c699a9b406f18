import type { ComponentChildren } from 'preact';
import './form.css';

export interface ControlProps {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

interface Props {
  id: string;
  label: string;
  /** The values allowed, and the meaning of an empty one. */
  note?: ComponentChildren;
  fault?: string | null | undefined;
  children: (control: ControlProps) => ComponentChildren;
}

/** A form field with its label, note and fault. */
export function FormField({ id, label, note, fault, children }: Props) {
  const described = [...(fault ? [`${id}-fault`] : []), ...(note ? [`${id}-note`] : [])].join(' ');
  return (
    <div class="form-field">
      <label for={id}>{label}</label>
      {children({ id, ...(described ? { 'aria-describedby': described } : {}), ...(fault ? { 'aria-invalid': true as const } : {}) })}
      {fault && <p id={`${id}-fault`} class="form-fault" role="alert">{fault}</p>}
      {note && <p id={`${id}-note`} class="card-note">{note}</p>}
    </div>
  );
}
