using System.Collections.Concurrent;

namespace Footfall.Dev.Processes;

/// <summary>Ends the servers that this process started for itself when it ends without having stopped them.</summary>
internal static class OrphanGuard
{
    private static readonly ConcurrentDictionary<ChildProcess, bool> Watched = new();

    static OrphanGuard() => AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAll();

    public static void Watch(ChildProcess child) => Watched[child] = true;

    public static void Forget(ChildProcess child) => Watched.TryRemove(child, out _);

    private static void EndAll()
    {
        foreach (ChildProcess child in Watched.Keys)
        {
            child.Abandon();
        }
    }
}
