namespace Footfall.Enrich;

/// <summary>What a program is for, as far as its name tells.</summary>
internal enum BotKind : byte
{
    /// <summary>Not a bot, though a pattern would say so. Only in <c>Data/bots.tsv</c>.</summary>
    Person,

    Unknown,
    Search,

    /// <summary>Crawls for the training of models, for their search, or fetches what somebody asked an assistant about.</summary>
    Ai,

    Ads,

    /// <summary>Fetches a page whose link somebody posted, to show a picture and a title.</summary>
    Preview,

    Monitoring,
    Seo,
    Feed,
    Security,

    /// <summary>A real browser that a program steers.</summary>
    Automation,

    /// <summary>An HTTP library or a tool for a terminal.</summary>
    Library,
}
