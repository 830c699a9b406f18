namespace Footfall.Enrich;

/// <summary>What gave a program away. The layers are tried in this order, and the first that fits decides.</summary>
internal enum BotLayer : byte
{
    /// <summary>Nothing did: a person, as far as we can tell.</summary>
    None,

    /// <summary>The User-Agent names a program.</summary>
    Pattern,

    /// <summary>The headers lack, or say, what those of a browser never do.</summary>
    Headers,

    /// <summary>The address belongs to a data centre. Not decided in this folder.</summary>
    DataCentre,

    /// <summary>The page's script noticed automation. Not decided in this folder.</summary>
    ClientSignals,
}
