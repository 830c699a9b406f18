namespace Footfall.Enrich;

/// <summary>What kind of device a visitor uses; null where nothing says.</summary>
internal enum DeviceClass : byte
{
    Desktop,
    Phone,

    /// <summary>Readers of electronic books too.</summary>
    Tablet,

    Tv,
    Console,
    Wearable,

    /// <summary>Virtual or augmented reality.</summary>
    Headset,

    /// <summary>Known, and none of these: a car, a smart display.</summary>
    Other,
}
