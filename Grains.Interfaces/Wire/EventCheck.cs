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

        foreach (EventFieldRule rule in EventSchema.Fields)
        {
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
        }

        return null;
    }
}
