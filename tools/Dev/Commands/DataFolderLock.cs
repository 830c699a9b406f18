using Footfall.Dev.Processes;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>Lets one command at a time start or stop parts in a data folder. The kernel releases it when its process ends.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, and waits while another command works in the folder.</summary>
    /// <exception cref="ServerFaultException">Another command has held the lock for minutes.</exception>
    public static async Task<DataFolderLock> TakeAsync(string data, CancellationToken cancellation)
    {
        Directory.CreateDirectory(data);
        FileStream? file = TryOpen(data);
        if (file is null)
        {
            Console.WriteLine($"Another ./dev is at work in {data}; waiting for it.");
            await Poll.UntilAsync(() => (file = TryOpen(data)) is not null, Limit, cancellation);
        }

        return new DataFolderLock(file ?? throw new ServerFaultException($"Another ./dev has been at work in {data} for {Limit.TotalMinutes:0} minutes."));
    }

    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(string data)
    {
        try
        {
            return new FileStream(Path.Combine(data, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
