using System.Text;
using Footfall.Queue;

namespace Footfall.Operator;

/// <summary>Identifies an entry within its site.</summary>
[GenerateSerializer, Immutable, Alias("Footfall.EntryKey")]
public readonly record struct EntryKey([property: Id(0)] string Epoch, [property: Id(1)] EntryId Id)
{
    /// <summary>Returns <c>epoch-ms-seq</c>.</summary>
    public override string ToString() => $"{Epoch}-{Id}";

    /// <summary>Parses the output of <see cref="ToString"/>; returns false for any other form.</summary>
    public static bool TryParse(string text, out EntryKey key)
    {
        key = default;
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        if (utf8.Length <= QueueKeys.EpochLength || utf8[QueueKeys.EpochLength] != '-' || !QueueKeys.IsEpoch(utf8.AsSpan(0, QueueKeys.EpochLength))
            || !EntryId.TryParse(utf8.AsSpan(QueueKeys.EpochLength + 1), out EntryId id))
        {
            return false;
        }

        key = new EntryKey(text[..QueueKeys.EpochLength], id);
        return key.ToString() == text;
    }
}
