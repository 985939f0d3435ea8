package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// checkTransaction checks one endorser transaction and returns the number of its endorsements.
func checkTransaction(encoded []byte, network *configuration) (int, error) {
	envelope, err := parseMessage(encoded)
	if err != nil {
		return 0, err
	}
	payload, err := envelope.nested(1)
	if err != nil {
		return 0, err
	}
	header, err := payload.nested(1)
	if err != nil {
		return 0, err
	}
	if err := checkCreator(envelope, header, network); err != nil {
		return 0, err
	}
	transaction, err := payload.nested(2)
	if err != nil {
		return 0, err
	}
	actions := transaction.all(1)
	if len(actions) != 1 {
		return 0, fmt.Errorf("%d actions", len(actions))
	}
	action, err := parseMessage(actions[0])
	if err != nil {
		return 0, err
	}
	return checkAction(header, action, network)
}

func checkCreator(envelope, header message, network *configuration) error {
	channelHeader, err := header.nested(1)
	if err != nil {
		return err
	}
	signatureHeader, err := header.nested(2)
	if err != nil {
		return err
	}
	creator, nonce := signatureHeader.bytes(1), signatureHeader.bytes(2)
	sum := sha256.Sum256(append(bytes.Clone(nonce), creator...))
	if string(channelHeader.bytes(5)) != hex.EncodeToString(sum[:]) {
		return fmt.Errorf("transaction id is not that of nonce and creator")
	}
	certificate, err := network.identity(creator, "client", "admin")
	if err != nil {
		return err
	}
	if err := checkSignature(certificate, envelope.bytes(1), envelope.bytes(2)); err != nil {
		return fmt.Errorf("creator: %w", err)
	}
	return nil
}

func checkAction(header, action message, network *configuration) (int, error) {
	payload, err := action.nested(2)
	if err != nil {
		return 0, err
	}
	endorsed, err := payload.nested(2)
	if err != nil {
		return 0, err
	}
	responsePayload := endorsed.bytes(1)
	response, err := parseMessage(responsePayload)
	if err != nil {
		return 0, err
	}
	sum := sha256.Sum256(bytes.Join([][]byte{header.bytes(1), action.bytes(1), payload.bytes(1)}, nil))
	if !bytes.Equal(response.bytes(1), sum[:]) {
		return 0, fmt.Errorf("proposal hash does not match")
	}
	endorsements := endorsed.all(2)
	for index, encoded := range endorsements {
		endorsement, err := parseMessage(encoded)
		if err != nil {
			return 0, err
		}
		endorser := endorsement.bytes(1)
		certificate, err := network.identity(endorser, "peer")
		if err != nil {
			return 0, fmt.Errorf("endorsement %d: %w", index, err)
		}
		signed := append(bytes.Clone(responsePayload), endorser...)
		if err := checkSignature(certificate, signed, endorsement.bytes(2)); err != nil {
			return 0, fmt.Errorf("endorsement %d: %w", index, err)
		}
	}
	return len(endorsements), nil
}
