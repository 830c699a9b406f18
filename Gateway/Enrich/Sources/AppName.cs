using System.Buffers;

namespace Footfall.Enrich;

/// <summary>Writes an Android app as a referrer: <c>android-app://</c> and its package, in the case in which it is typed.</summary>
internal static class AppName
{
    /// <summary>Longest package name that Android installs.</summary>
    private const int MaxPackageBytes = 223;

    private static readonly SearchValues<byte> PackageBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"u8);

    public static ReadOnlySpan<byte> Prefix => "android-app://"u8;

    /// <summary>Returns false for what cannot be a package.</summary>
    /// <param name="package">The package as typed.</param>
    /// <param name="destination">At least <see cref="HostName.MaxBytes"/> long.</param>
    /// <param name="length">The length in bytes, prefix included.</param>
    public static bool TryWrite(ReadOnlySpan<byte> package, Span<byte> destination, out int length)
    {
        length = Prefix.Length + package.Length;
        if (package.IsEmpty || package.Length > MaxPackageBytes || package.ContainsAnyExcept(PackageBytes))
        {
            return false;
        }

        Prefix.CopyTo(destination);
        package.CopyTo(destination[Prefix.Length..]);
        return true;
    }
}
