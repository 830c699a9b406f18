using System.Text;

namespace Footfall.HostPool;

/// <summary>A host's log file, which is its standard output, too. Safe for concurrent use.</summary>
internal sealed class LogWriter(string path) : TextWriter
{
    private readonly Lock _lock = new();
    private readonly StreamWriter _file = new(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };
    private bool _isClosed;

    public override Encoding Encoding => _file.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        lock (_lock)
        {
            // What a host left running may write until the end of the process.
            if (!_isClosed)
            {
                _file.Write(value);
            }
        }
    }

    public override void WriteLine(string? value) => Write(value + '\n');

    protected override void Dispose(bool disposing)
    {
        lock (_lock)
        {
            _isClosed = true;
            _file.Dispose();
        }

        base.Dispose(disposing);
    }
}
