using System.Text;

namespace Footfall.Dev.Commands;

/// <summary>Reads a log as it grows. When a part restarts, it starts a new log, and the follower starts over with it.</summary>
internal sealed class LogFollower(string path)
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _unfinished = new();
    private long _position;

    /// <summary>Returns the lines completed since the last call.</summary>
    /// <param name="isLast">True to include an incomplete line.</param>
    public IReadOnlyList<string> ReadLines(bool isLast = false)
    {
        Append();
        string[] lines = _unfinished.ToString().Split('\n');
        _unfinished.Clear();
        if (!isLast)
        {
            _unfinished.Append(lines[^1]);
        }

        return isLast && lines[^1].Length > 0 ? lines : lines[..^1];
    }

    private void Append()
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            // Moved aside; the next one is about to be created.
            _position = 0;
            return;
        }

        using (file)
        {
            if (file.Length < _position)
            {
                _position = 0;
                _decoder.Reset();
            }

            file.Position = _position;
            byte[] bytes = new byte[file.Length - _position];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            _position += length;
            char[] chars = new char[_decoder.GetCharCount(bytes, 0, length, flush: false)];
            _decoder.GetChars(bytes, 0, length, chars, 0, flush: false);
            _unfinished.Append(chars);
        }
    }
}
