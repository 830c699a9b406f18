using System.Text;
using Footfall.Enrich;

namespace Footfall.Collect;

/// <summary>
/// The verdict about a program as an event keeps it: the layer that recognised it, a colon, and the reason. Empty for people.
/// </summary>
internal static class BotText
{
    public const int MaxBytes = 200;

    private static readonly BotVerdict Automated = new(BotLayer.ClientSignals, BotKind.Automation, "automated");

    /// <summary>Returns the verdict about the sender of an event, by the first layer that has one.</summary>
    /// <param name="visitor">The visitor.</param>
    /// <param name="isAutomated">Whether the page's browser said that a program drives it.</param>
    /// <param name="dataCentres">The networks of data centres.</param>
    public static BotVerdict Judge(in EventVisitor visitor, bool isAutomated, DataCentreNetworks dataCentres)
    {
        if (visitor.Agent is { Bot.IsBot: true } agent)
        {
            return agent.Bot;
        }

        if (visitor.Address is { } address && dataCentres.Find(address) is { } network)
        {
            return new BotVerdict(BotLayer.DataCentre, BotKind.Unknown, network);
        }

        return isAutomated ? Automated : default;
    }

    /// <summary>Writes the text of a verdict; returns its length.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="destination">At least <see cref="MaxBytes"/> long.</param>
    public static int Write(in BotVerdict verdict, Span<byte> destination)
    {
        if (!verdict.IsBot)
        {
            return 0;
        }

        int length = Encoding.UTF8.GetBytes(NameOf(verdict.Layer), destination);
        destination[length++] = (byte)':';
        Encoding.UTF8.TryGetBytes(verdict.Reason, destination[length..], out int reason);
        return length + reason;
    }

    private static string NameOf(BotLayer layer) => layer switch
    {
        BotLayer.Pattern => "pattern",
        BotLayer.Headers => "headers",
        BotLayer.DataCentre => "data_centre",
        BotLayer.ClientSignals => "client_signals",
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer, null),
    };
}
