namespace Footfall.Drain;

/// <summary>The duplicate window that an activation keeps between drains, within the silo's budget for windows.</summary>
internal sealed class CachedWindow(WindowByteBudget budget)
{
    private long _accountedBytes;

    /// <summary>The window; null if none is loaded.</summary>
    public DuplicateWindow? Value { get; set; }

    /// <summary>Accounts for the window's memory, and discards the window if all windows exceed the budget.</summary>
    public void Account()
    {
        if (budget.IsOver)
        {
            Value = null;
        }

        long bytes = Value?.Bytes ?? 0;
        budget.Add(bytes - _accountedBytes);
        _accountedBytes = bytes;
    }
}
