interface Props {
  /** The API's name of the figure. */
  name: string;
  value: number | null | undefined;
  format: (value: number | null | undefined) => string;
}

/** A formatted figure that keeps its exact value for programs. */
export function Figure({ name, value, format }: Props) {
  return (
    <data class="figure" data-name={name} value={value ?? ''} {...(value == null ? { title: 'not known' } : {})}>
      {format(value)}
    </data>
  );
}
