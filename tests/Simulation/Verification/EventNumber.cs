using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Footfall.Wire;

namespace Footfall.Simulation.Verification;

/// <summary>Identifies events by their path, which holds a number and whether the store will refuse the event.</summary>
internal static class EventNumber
{
    private const string Poison = "poison";

    public static string Path(int number, bool isPoison) => string.Create(CultureInfo.InvariantCulture, $"{number}{(isPoison ? Poison : "")}");

    /// <summary>Title of an event's page. Some events share one.</summary>
    public static string Title(int number) => string.Create(CultureInfo.InvariantCulture, $"Page {number % 7}");

    /// <summary>The attribute set of that title.</summary>
    public static string TitleSet(int number) => $$"""{"title":"{{Title(number)}}"}""";

    public static int Of(in EventView view)
    {
        ReadOnlySpan<byte> path = view[EventField.Path];
        return Utf8Parser.TryParse(path, out int number, out _) ? number : throw new InvalidOperationException("An event without a number.");
    }

    public static bool IsPoison(in EventView view) => view[EventField.Path].EndsWith(Encoding.ASCII.GetBytes(Poison));
}
