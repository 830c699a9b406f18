using System.Collections.Concurrent;
using System.Globalization;

namespace Footfall.Dev.Servers;

/// <summary>
/// The ports of a stack, kept in a file of its folder, so that a part has the same ones after a restart. An Orleans
/// cluster treats a silo that returns on its old port as the successor of the old one.
/// </summary>
internal sealed class PortAssignments
{
    private readonly string _path;
    private readonly ConcurrentDictionary<string, int> _ports = new(StringComparer.Ordinal);

    public PortAssignments(string directory)
    {
        _path = Path.Combine(directory, "ports");
        if (!File.Exists(_path))
        {
            return;
        }

        foreach (string line in File.ReadAllLines(_path))
        {
            if (line.Split('=') is [string use, string number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int port))
            {
                _ports[use] = port;
            }
        }
    }

    /// <param name="use">The port's purpose, such as <c>silo-1.http</c>.</param>
    /// <param name="given">The port to use; 0 for the remembered one or, where another program took that, a new one.</param>
    /// <param name="inUse">True when the part is running, and so is itself the one that uses it.</param>
    public int For(string use, int given, bool inUse)
    {
        if (given > 0)
        {
            return given;
        }

        if (!_ports.TryGetValue(use, out int port) || (!inUse && !FreePort.IsFree(port)))
        {
            port = FreePort.Take();
            _ports[use] = port;
            Save();
        }

        return port;
    }

    private void Save()
    {
        lock (_ports)
        {
            File.WriteAllLines(_path, _ports.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={entry.Value}"));
        }
    }
}
