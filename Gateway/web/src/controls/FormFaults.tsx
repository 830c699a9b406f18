/** The faults of a form that belong to no field. */
export function FormFaults({ faults }: { faults: string[] }) {
  return faults.length === 0 ? null : <p class="form-fault" role="alert" tabIndex={-1}>{faults.join(' ')}</p>;
}
