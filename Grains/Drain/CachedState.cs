namespace Footfall.Drain;

/// <summary>What an activation keeps between drains beside the site's state, within the silo's budget for it.</summary>
internal sealed class CachedState(WindowByteBudget budget)
{
    private long _accountedBytes;

    /// <summary>The duplicate window; null if none is loaded.</summary>
    public DuplicateWindow? Window { get; set; }

    /// <summary>The attribute sets; null if none are loaded.</summary>
    public AttributeSets? Attributes { get; set; }

    public void Discard() => (Window, Attributes) = (null, null);

    /// <summary>Accounts for the memory, and discards everything if all activations together exceed the budget.</summary>
    public void Account()
    {
        if (budget.IsOver)
        {
            Discard();
        }

        long bytes = (Window?.Bytes ?? 0) + (Attributes?.Bytes ?? 0);
        budget.Add(bytes - _accountedBytes);
        _accountedBytes = bytes;
    }
}
