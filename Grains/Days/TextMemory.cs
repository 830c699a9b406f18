namespace Footfall.Days;

/// <summary>Estimates what texts take.</summary>
internal static class TextMemory
{
    /// <summary>The bytes of a reference, of an object and of its characters.</summary>
    public static long Of(string text) => 32 + (2L * text.Length);
}
