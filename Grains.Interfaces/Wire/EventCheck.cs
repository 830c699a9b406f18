using System.Buffers.Text;
using System.Numerics;

namespace Footfall.Wire;

/// <summary>
/// Checks whether an event from the queue can be stored. The gateway refuses all such faults beforehand; an event that
/// fails here was put into Redis by another program or by a gateway with other rules.
/// </summary>
public static class EventCheck
{
    /// <summary>Returns null if the event can be stored, otherwise a description of the fault.</summary>
    public static string? FindFault(in EventView view)
    {
        if (view.Timestamp < EventSchema.MinTimestamp || view.Timestamp > EventSchema.MaxTimestamp)
        {
            return "timestamp is outside the years 2000 to 2099";
        }

        for (uint rest = view.Fields | EventSchema.RequiredFields; rest != 0; rest &= rest - 1)
        {
            EventFieldRule rule = EventSchema.Fields[BitOperations.TrailingZeroCount(rest)];
            ReadOnlySpan<byte> value = view[rule.Field];
            if (value.IsEmpty)
            {
                if (rule.Required)
                {
                    return $"{rule.Name} is missing or empty";
                }

                continue;
            }

            if (!StorableText.FitsIn(value, rule.MaxLength))
            {
                return $"{rule.Name} is longer than {rule.MaxLength} characters";
            }

            if (!StorableText.IsStorable(value))
            {
                return $"{rule.Name} is not UTF-8 text, or has a NUL";
            }

            if (FindFaultOfForm(rule, value) is { } fault)
            {
                return $"{rule.Name} {fault}";
            }
        }

        return null;
    }

    private static string? FindFaultOfForm(EventFieldRule rule, ReadOnlySpan<byte> value) => rule.Form switch
    {
        FieldForm.Text => null,
        FieldForm.Number => IsNumber(value, rule.MaxNumber) ? null : $"is not a whole number from 0 to {rule.MaxNumber}",
        FieldForm.Visitor => VisitorText.TryParse(value, out _) ? null : "is not 16 hexadecimal digits",
        FieldForm.Revenue => Revenue.TryParse(value, out _, out _) ? null : "is not an amount and a currency",
        FieldForm.Props => PropsText.IsValid(value) ? null : "is not a JSON object of texts, numbers and booleans",
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    private static bool IsNumber(ReadOnlySpan<byte> value, int max) =>
        Utf8Parser.TryParse(value, out uint number, out int consumed) && consumed == value.Length && number <= (uint)max && value[0] != (byte)'+';
}
