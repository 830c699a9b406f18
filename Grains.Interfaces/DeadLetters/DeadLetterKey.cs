using System.Globalization;
using System.Text;
using Footfall.Queue;

namespace Footfall.DeadLetters;

/// <summary>Identifies a dead letter within its site: the original entry, and the index there.</summary>
/// <param name="Epoch">Epoch of the stream.</param>
/// <param name="Entry">Id of the entry.</param>
/// <param name="Index">The event's index in the entry, from 0; -1 for a whole entry.</param>
[GenerateSerializer, Immutable, Alias("Footfall.DeadLetterKey")]
public readonly record struct DeadLetterKey([property: Id(0)] string Epoch, [property: Id(1)] EntryId Entry, [property: Id(2)] int Index)
{
    /// <summary>Returns <c>epoch-ms-seq-index</c>, with <c>all</c> for a whole entry.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Entry}-{(Index < 0 ? "all" : Index.ToString(CultureInfo.InvariantCulture))}");

    /// <summary>Parses the output of <see cref="ToString"/>; returns false for any other form.</summary>
    public static bool TryParse(string text, out DeadLetterKey key)
    {
        key = default;
        string[] parts = text.Split('-');
        if (parts.Length != 4 || !EntryId.TryParse(Encoding.UTF8.GetBytes($"{parts[1]}-{parts[2]}"), out EntryId entry))
        {
            return false;
        }

        int index = -1;
        if (parts[3] != "all" && !int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out index))
        {
            return false;
        }

        key = new DeadLetterKey(parts[0], entry, index);
        return QueueKeys.IsEpoch(Encoding.UTF8.GetBytes(parts[0])) && key.ToString() == text;
    }
}
