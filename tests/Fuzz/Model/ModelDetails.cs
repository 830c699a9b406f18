namespace Footfall.Fuzz.Model;

/// <summary>What an event says beyond type, path, user and id; null where it says nothing.</summary>
/// <param name="Props">The sender's own properties, as JSON.</param>
/// <param name="Revenue">Amount and currency.</param>
/// <param name="EngagedMs">Milliseconds of engagement.</param>
/// <param name="Scroll">Percent of the page.</param>
/// <param name="ScreenWidth">Pixels.</param>
/// <param name="Others">What is stored in another form, or not at all: names and values, one per line.</param>
internal sealed record ModelDetails(string? Props, string? Revenue, string? EngagedMs, string? Scroll, string? ScreenWidth, string Others)
{
    public static readonly ModelDetails None = new(null, null, null, null, null, "");
}
