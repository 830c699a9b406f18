/** What is wrong with a form, but with none of its fields. */
export function FormFaults({ faults }: { faults: string[] }) {
  return faults.length === 0 ? null : <p class="form-fault" role="alert" tabIndex={-1}>{faults.join(' ')}</p>;
}
